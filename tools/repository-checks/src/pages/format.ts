import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { SourceFile } from '../source-file';

/** As `npm run format` would leave it. */
export const formatted = async (root: string, { path, text }: SourceFile): Promise<SourceFile> => ({
  path,
  text: await format(text, { ...(await resolveConfig(join(root, path))), filepath: path }),
});
