import { connected } from '@cap/local-services';
import { wordsIn, type Canary } from './canary';

type Database = Parameters<Parameters<typeof connected>[1]>[0];

interface Column {
  table: string;
  column: string;
}

/**
 * Looks for a canary's words in every column of every table, as text; of bytes, in their own encoding, so that what is not
 * sealed is seen. Gives where a word stands, each place once.
 */
export async function wordsInDatabase(database: Database, words: Canary): Promise<string[]> {
  const { rows: columns } = await database.query<Column>(
    `select table_name as table, column_name as column from information_schema.columns
       join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found = new Set<string>();
  for (const { table, column } of columns) {
    const { rows } = await database.query<{ text: string | null; bytes: string }>(
      `select "${column}"::text as text, pg_typeof("${column}")::text as bytes from "${table}"`,
    );
    for (const { text, bytes } of rows) {
      if (text === null) continue;
      const readable = bytes === 'bytea' ? Buffer.from(text.slice(2), 'hex').toString('latin1') : text;
      for (const word of wordsIn(readable, words)) found.add(`${table}.${column}: ${word}`);
    }
  }
  return [...found];
}
