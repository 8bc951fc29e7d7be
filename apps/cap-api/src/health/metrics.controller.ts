import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Header } from '@nestjs/common';
import { openViolations, stuckWork, waitingWork } from '@cap/event-store';
import { countTheProcess, figuresAsText, figuresType, type LookedUp } from '@cap/platform';
import { DataSource } from 'typeorm';
import { Public } from '../edge/permission';
import { lookedUp } from './looked-up';

/** Real milliseconds that the database has to tell: Prometheus waits ten seconds. */
const lookWithinMs = 2000;

/** Figures for Prometheus: what this process counted, and what the database tells. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly dataSource: DataSource) {
    countTheProcess();
  }

  @Get()
  @Public()
  @Header('content-type', figuresType)
  @Header('cache-control', 'no-store')
  async read(): Promise<string> {
    const found = await Promise.race([this.lookUp(), pause(lookWithinMs, null, { ref: false })]);
    return figuresAsText([databaseAnswers(found !== null), ...(found ?? [])]);
  }

  /** Null where the database does not tell: what this process counted says why, and is wanted most then. */
  private async lookUp(): Promise<readonly LookedUp[] | null> {
    const { dataSource } = this;
    try {
      return lookedUp(await stuckWork(dataSource), await waitingWork(dataSource), await openViolations(dataSource));
    } catch {
      return null;
    }
  }
}

const databaseAnswers = (answers: boolean): LookedUp => ({
  name: 'cap_database_answers',
  help: 'Whether the database told what it knows (1) or not (0): then only what this process counts is here.',
  values: [{ value: answers ? 1 : 0 }],
});
