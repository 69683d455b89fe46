/** What can go wrong that a person can be told about. Anything else is a fault of ours and reaches them only as an id. */
export type LaminaErrorCode = 'bad-input' | 'not-found' | 'not-allowed' | 'conflict' | 'unavailable';

export class LaminaError extends Error {
  readonly code: LaminaErrorCode;

  constructor(code: LaminaErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LaminaError';
    this.code = code;
  }
}
