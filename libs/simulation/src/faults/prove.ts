import { checks, verdictOn, type Verdict } from '../audit/verdict';
import { faultsHadEffect } from '../audit/checks/faults-had-effect';
import type { History } from '../audit/history';
import { CapApi } from '../client/api';
import type { HttpFigures } from '../client/http-client';
import { ReportsOverKafka } from '../client/reports-over-kafka';
import { adoptInstance } from '../instance/adopt';
import { startOwnInstance } from '../instance/own-instance';
import type { InventedRegion } from '../region/invent-region';
import { simulate, type Script, type Stage } from '../run/simulation';
import { FaultsAtWork } from './faults-at-work';
import type { Plan } from './plan/fault';
import type { OutageDemand } from './scene';

/** A play under faults, on a full instance of its own. */
export interface Trial {
  readonly region: InventedRegion;
  readonly script: Script;
  readonly plan: Plan;
  readonly demand: OutageDemand;
  readonly onDay: Stage['onDay'];
  /** Takes each line about a fault. */
  readonly say: (line: string) => void;
  /** Takes each line that the instance writes. */
  readonly onLine?: (line: string) => void;
}
export interface Proof {
  readonly verdict: Verdict;
  readonly history: History;
  readonly http: HttpFigures;
}

/** While things break, a request is sent again for this long, in real milliseconds. */
const patienceMs = 90_000;

/** Plays until each fault of the plan has been, and lets the auditor judge. Throws when the play itself cannot go on. */
export async function prove(trial: Trial): Promise<Proof> {
  const { region, script, plan, demand, say } = trial;
  const instance = await startOwnInstance({ kafka: true, apis: 2, full: true }, trial.onLine ?? (() => undefined));
  try {
    const api = new CapApi(instance.apis, patienceMs);
    const adopted = await adoptInstance(api, region, script.start);
    const providers = region.providers.map(({ providerId }) => providerId);
    const topics = await ReportsOverKafka.connect(instance.brokers, providers);
    try {
      const settings = { plan, control: instance.control!, demand, say };
      const disturb: Stage['disturb'] = (cast) => FaultsAtWork.open(settings, { ...cast, topics });
      const history = await simulate(script, { api, region, topics, onDay: trial.onDay, disturb }, adopted);
      return { verdict: verdictOn(history, [...checks, faultsHadEffect]), history, http: api.http.figures };
    } finally {
      await topics.close();
    }
  } finally {
    await instance.stop();
  }
}
