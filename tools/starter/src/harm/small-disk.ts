import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';

const usual = '4g';

/**
 * A file system of its own for the database, that can be made as full as it is: in memory, so nothing is filled for it. Only
 * root can mount one. Started by `unshare --mount` it is seen by this instance only, and goes with it.
 */
export class SmallDisk {
  private constructor(private readonly directory: string) {}

  static mount(directory: string): SmallDisk {
    mkdirSync(directory, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${usual},mode=0711`, 'cap-database', directory]);
    return new SmallDisk(directory);
  }

  /** Leaves this many bytes free; null is: as at the beginning. */
  leave(room: number | null): void {
    const { blocks, bfree, bsize } = statfsSync(this.directory);
    const size = room === null ? usual : String((blocks - bfree) * bsize + room);
    execFileSync('mount', ['-o', `remount,size=${size}`, this.directory]);
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.directory]);
  }
}
