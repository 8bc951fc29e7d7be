/**
 * `node tools/run.mjs <start|start:full|test|simulate|prove|mutations> [-- arguments]`: from a fresh clone to the running program.
 * Plain Node, for it runs before any package is installed.
 */
const OLDEST_NODE = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(
    `This needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. ` +
      'Install a newer one (Debian: package nodejs of a newer release, or nodejs.org) and try again.',
  );
  process.exit(1);
}

const { commands } = await import('./run/commands.mjs');
const [name, ...rest] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`Say what to run: node tools/run.mjs <${Object.keys(commands).join('|')}> [-- arguments]`);
  process.exit(1);
}
try {
  process.exitCode = await command(rest[0] === '--' ? rest.slice(1) : rest);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
