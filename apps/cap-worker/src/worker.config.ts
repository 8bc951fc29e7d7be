import { DatabaseConfig } from '@cap/event-store';
import { FromEnvironment } from '@cap/platform';
import { ArrayNotEmpty, ArrayUnique, IsIn, IsNotEmpty } from 'class-validator';
import { roleNames, type RoleName } from './role';

/** What the worker reads from its environment. */
export class WorkerConfig extends DatabaseConfig {
  @FromEnvironment('CAP_MASTER_KEY_FILE', 'the file with the master key, readable by its owner only')
  @IsNotEmpty()
  masterKeyFile!: string;

  @FromEnvironment('CAP_WORKER_ROLES', `one or more of ${roleNames.join(', ')}, separated by commas`)
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(roleNames, { each: true })
  roles: RoleName[] = [...roleNames];
}
