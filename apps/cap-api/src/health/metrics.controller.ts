import { Controller, Get, Header } from '@nestjs/common';
import type { StuckWorkView, ViolationView } from '@cap/contracts';
import { openViolations, stuckWork } from '@cap/event-store';
import { exposition, expositionType, type Gauge } from '@cap/platform';
import { DataSource } from 'typeorm';
import { Public } from '../edge/permission';

/** Figures for Prometheus. They come from the database, so every API process tells the same. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Public()
  @Header('content-type', expositionType)
  @Header('cache-control', 'no-store')
  async read(): Promise<string> {
    const violations = await openViolations(this.dataSource);
    return exposition([...gaugesOf(await stuckWork(this.dataSource)), violationsGauge(violations)]);
  }
}

const gaugesOf = ({ readers, parkedStreams, openDeadLetters }: StuckWorkView): Gauge[] => [
  {
    name: 'cap_dead_letters_open',
    help: 'Messages from outside that could not be handled and wait for an operator.',
    values: [{ value: openDeadLetters }],
  },
  {
    name: 'cap_parked_streams',
    help: 'Streams of which a reaction failed and that wait for an operator.',
    values: [{ value: parkedStreams }],
  },
  {
    name: 'cap_reader_halted',
    help: 'Whether a reader of the log stands still at an event that it cannot apply (1) or not (0).',
    values: readers.map(({ reader, haltedAt }) => ({ labels: { reader }, value: haltedAt === null ? 0 : 1 })),
  },
  {
    name: 'cap_reader_behind_events',
    help: 'Events of the log that a reader has yet to handle.',
    values: readers.map(({ reader, behind }) => ({ labels: { reader }, value: behind })),
  },
];

const violationsGauge = (violations: readonly ViolationView[]): Gauge => ({
  name: 'cap_invariant_violations',
  help: 'Things that must never be and that the auditor found. Must be 0.',
  values: violations.map(({ check, open }) => ({ labels: { check }, value: open })),
});
