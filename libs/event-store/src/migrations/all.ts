import { Capacity0003 } from './0003-capacity';
import { Log0001 } from './0001-log';
import { Registry0002 } from './0002-registry';

/** Every migration, in the order in which it is applied. */
export const migrations = [Log0001, Registry0002, Capacity0003] as const;
