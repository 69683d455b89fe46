/** Whether the location of a database is the address of a PostgreSQL database and no file. */
export function isPostgresUrl(location: string): boolean {
  return /^postgres(ql)?:\/\//.test(location);
}
