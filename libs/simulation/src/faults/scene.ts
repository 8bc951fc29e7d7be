import type { InstanceControl } from '@cap/local-services';
import type { ReportsOverKafka } from '../client/reports-over-kafka';
import type { ReportFaults } from '../players/report-faults';
import type { ReportSender } from '../players/report-sender';
import type { World } from '../players/world';
import type { BrokerLook } from './look/broker-look';
import type { DatabaseLook } from './look/database-look';
import type { Processes } from './look/processes';
import type { Fault } from './plan/fault';

/** The play to which the faults come. */
export interface Scene {
  readonly world: World;
  readonly reports: ReportSender;
  readonly reportFaults: ReportFaults;
  readonly topics: ReportsOverKafka;
}

/** What must happen while the broker is away, before it may come back. */
export interface OutageDemand {
  /** Commands that are acknowledged. */
  readonly commands: number;
  /** Reports that wait in their producers. */
  readonly reports: number;
  /** Of real time, at least. */
  readonly seconds: number;
}

/** With what a fault is done, and its effect seen. */
export interface FaultMeans extends Scene {
  readonly control: InstanceControl;
  readonly processes: Processes;
  readonly database: DatabaseLook;
  readonly broker: BrokerLook;
  readonly demand: OutageDemand;
  /** Does something between two instants of the play, when no command and no report is under way. */
  atRest<T>(work: () => Promise<T>): Promise<T>;
}

export const usualDemand: OutageDemand = { commands: 5, reports: 20, seconds: 0 };

/**
 * Does the harm, sees its effect and mends it. Gives how often the effect was seen. Throws `NoEffect` when it was not, and
 * `NotTried` when the harm cannot be done here.
 */
export type Strike = (fault: Fault, means: FaultMeans) => Promise<number>;
