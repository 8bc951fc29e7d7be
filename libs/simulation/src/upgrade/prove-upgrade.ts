import { verdictOn, type Verdict } from '../audit/verdict';
import type { History } from '../audit/history';
import { CapApi } from '../client/api';
import type { HttpFigures } from '../client/http-client';
import { ReportsOverKafka } from '../client/reports-over-kafka';
import { adoptInstance } from '../instance/adopt';
import { startOwnInstance } from '../instance/own-instance';
import type { InventedRegion } from '../region/invent-region';
import { simulate, type Script, type Stage } from '../run/simulation';
import { NewPrograms } from './new-programs';
import { RollingUpgrade, type UpgradeSettings } from './rolling-upgrade';

export interface UpgradeTrial extends Pick<UpgradeSettings, 'daysBefore' | 'daysAfter' | 'say'> {
  readonly region: InventedRegion;
  readonly script: Script;
  /** The folder of version n, compiled. */
  readonly olderFolder: string;
  readonly onDay: Stage['onDay'];
  /** Takes each line that the programs write. */
  readonly onLine: (line: string) => void;
}

/** While programs are replaced a request is sent again for this long, in real milliseconds. */
const patienceMs = 60_000;

/** Plays while version n+1 takes over from version n, and lets the auditor judge. Throws when the play cannot go on. */
export async function proveUpgrade(trial: UpgradeTrial): Promise<{
  verdict: Verdict;
  history: History;
  http: HttpFigures;
}> {
  const { region, script, olderFolder, onLine, ...settings } = trial;
  const instance = await startOwnInstance({ kafka: true, apis: 2, full: true, repository: olderFolder }, onLine);
  const programs = new NewPrograms(onLine);
  try {
    const api = new CapApi(instance.apis, patienceMs);
    const adopted = await adoptInstance(api, region, script.start);
    const providers = region.providers.map(({ providerId }) => providerId);
    const topics = await ReportsOverKafka.connect(instance.brokers, providers);
    try {
      const disturb: Stage['disturb'] = ({ world }) =>
        RollingUpgrade.open({ ...settings, control: instance.control!, programs }, world);
      const history = await simulate(script, { api, region, topics, onDay: trial.onDay, disturb }, adopted);
      return { verdict: verdictOn(history), history, http: api.http.figures };
    } finally {
      await topics.close();
    }
  } finally {
    await programs.stop();
    await instance.stop();
  }
}
