import { spawn } from 'node:child_process';
import { join } from 'node:path';

const script = join(__dirname, '../../../libs/simulation/dist/demonstration-cli.js');

/** Fills an empty instance with the demonstration region (seed 1), through its own API. A filled one stays as it is. */
export function showRegion(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, address], { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error('De demonstratieregio kon niet worden gevuld. Lees de regels hierboven.')),
    );
  });
}
