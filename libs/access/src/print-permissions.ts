import { actorRoles } from '@cap/contracts';
import { permissionTables } from './permissions';

const introduction = `# Who may do and see what

<!-- Made by \`node libs/access/dist/print-permissions-cli.js > docs/access.md\` from \`libs/access/src/permissions.ts\`. Change that file, not this one. -->

**all**: on everybody's things. **own**: on the things of the referrer or the provider that the actor works for; of others it is not even told that they exist. Empty: not at all. The role \`system\` is the CAP's own worker; no token carries it.
`;

/** The permission tables as a page in Markdown, the same for the same tables. */
export function printPermissions(): string {
  const tables = Object.entries(permissionTables).map(([heading, table]) =>
    printTable([
      [heading, ...actorRoles],
      ...Object.entries(table).map(([name, grants]) => [name, ...actorRoles.map((role) => grants[role] ?? '')]),
    ]),
  );
  return [introduction, ...tables].join('\n');
}

/** Columns are as wide as their widest cell, as the formatter wants them. */
function printTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('');
}
