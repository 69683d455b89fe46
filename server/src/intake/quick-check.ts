import { z } from 'zod';

/** Whether a value passes a schema and comes out of it as it went in. After a no, the schema itself has to say what it makes of the value. */
export type QuickCheck = (value: unknown) => boolean;

/** Values of one field. A file has some thousand days, and fewer of anything else but identifiers. */
const MOST_REMEMBERED = 20_000;

/**
 * A check that is told by the schema alone, and remembers which values of each field have passed: most of a file's come again and
 * again. Keys of objects that the schema does not know are not looked at.
 */
export function quickCheckOf(schema: z.core.$ZodType): QuickCheck {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'default':
      return quickCheckOf(def.innerType);
    case 'object':
      return objectCheck(def);
    case 'array':
      return arrayCheck(def);
    case 'record':
      return recordCheck(def);
    default:
      return remembering(schema);
  }
}

function objectCheck({ shape, checks }: z.core.$ZodObjectDef): QuickCheck {
  const fields = Object.entries(shape).map(([name, field]) => ({ name, passes: quickCheckOf(field) }));
  return (value) => {
    if (!isObject(value)) return false;
    for (const { name, passes } of fields) if (!passes(value[name])) return false;
    return passesAll(checks, value);
  };
}

function arrayCheck({ element, checks }: z.core.$ZodArrayDef): QuickCheck {
  const passes = quickCheckOf(element);
  return (value) => Array.isArray(value) && value.every(passes) && passesAll(checks, value);
}

function recordCheck({ keyType, valueType, checks }: z.core.$ZodRecordDef): QuickCheck {
  const keyPasses = quickCheckOf(keyType);
  const valuePasses = quickCheckOf(valueType);
  return (value) => {
    if (!isObject(value)) return false;
    for (const key of Object.keys(value)) if (!keyPasses(key) || !valuePasses(value[key])) return false;
    return passesAll(checks, value);
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a schema says of an object or a list as a whole. */
function passesAll(checks: readonly z.core.$ZodCheck<never>[] = [], value: unknown): boolean {
  if (checks.length === 0) return true;
  const payload: z.core.ParsePayload = { value, issues: [] };
  for (const check of checks) check._zod.check(payload as z.core.ParsePayload<never>);
  return payload.issues.length === 0;
}

function remembering(schema: z.core.$ZodType): QuickCheck {
  const passed = new Set<unknown>();
  return (value) => {
    if (passed.has(value)) return true;
    const result = z.safeParse(schema, value);
    if (!result.success || result.data !== value) return false;
    if (passed.size < MOST_REMEMBERED) passed.add(typeof value === 'string' ? copyOf(value) : value);
    return true;
  };
}

/** A text that was cut out of a file would keep what it was cut from in memory. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
