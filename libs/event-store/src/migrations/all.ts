import { Capacity0003 } from './0003-capacity';
import { Dossier0004 } from './0004-dossier';
import { FeedEpochs0009 } from './0009-feed-epochs';
import { ListActions0010 } from './0010-list-actions';
import { Log0001 } from './0001-log';
import { ReadModels0005 } from './0005-read-models';
import { Registry0002 } from './0002-registry';
import { UnitFindings0006 } from './0006-unit-findings';
import { Webhooks0011 } from './0011-webhooks';
import { WaitingReaders0007 } from './0007-waiting-readers';
import { Operations0012 } from './0012-operations';
import { WebhookSecrets0013 } from './0013-webhook-secrets';
import { PrefixOfTheLog0014 } from './0014-prefix-of-the-log';
import { StuckWork0008 } from './0008-stuck-work';

/** Every migration, in the order in which it is applied. TypeORM orders by the 13 digits at the end of a name: ours is a number. */
export const migrations = [
  Log0001,
  Registry0002,
  Capacity0003,
  Dossier0004,
  ReadModels0005,
  UnitFindings0006,
  WaitingReaders0007,
  StuckWork0008,
  FeedEpochs0009,
  ListActions0010,
  Webhooks0011,
  Operations0012,
  WebhookSecrets0013,
  PrefixOfTheLog0014,
] as const;
