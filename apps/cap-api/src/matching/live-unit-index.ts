import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { unitFeed } from '@cap/capacity';
import type { Position, UnitRow } from '@cap/contracts';
import { Follower, Listener, readFeed, type PassOutcome } from '@cap/event-store';
import { UnitIndex, UnitRows } from '@cap/use-cases';
import { DataSource } from 'typeorm';

/** All units in memory, following the unit feed: woken by its publisher, and looking every 250 ms in any case. */
@Injectable()
export class LiveUnitIndex extends UnitIndex implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(LiveUnitIndex.name);
  private readonly rows = new UnitRows();
  private levelAt = performance.now();
  private readonly follower = new Follower(() => this.pass(), {
    pollMs: 250,
    onError: () => this.log.warn('The unit feed could not be read; trying again.'),
  });
  private readonly listener: Listener;

  constructor(private readonly dataSource: DataSource) {
    super();
    const { url } = dataSource.options as { url: string };
    this.listener = new Listener(url, { cap_feed: () => this.follower.wake() });
  }

  get position(): Position {
    const { epoch, changeNo } = this.rows.position;
    return `${epoch}:${changeNo}`;
  }

  get ageMs(): number {
    return Math.round(performance.now() - this.levelAt);
  }

  units(): readonly UnitRow[] {
    return this.rows.units();
  }

  async onModuleInit(): Promise<void> {
    this.follower.start();
    await this.listener.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.listener.stop();
    await this.follower.stop();
  }

  private async pass(): Promise<PassOutcome> {
    const asked = performance.now();
    const { manager } = this.dataSource;
    this.rows.apply(await readFeed<UnitRow>(manager, unitFeed, 'region', this.rows.position));
    this.levelAt = asked;
    return 'level';
  }
}
