/** Whether a setting that may be a folder or a database is the address of a PostgreSQL server. */
export function isPostgres(place: string): boolean {
  return /^postgres(ql)?:/.test(place);
}
