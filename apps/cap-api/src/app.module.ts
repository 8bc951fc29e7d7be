import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { handlers } from '@cap/use-cases';
import type { ApiConfig } from './api.config';
import { AvailabilityController } from './availability/availability.controller';
import { DevelopmentModule } from './development/development.module';
import { EdgeModule } from './edge/edge.module';
import { FindingsController } from './findings/findings.controller';
import { HealthController } from './health/health.controller';
import { MetricsController } from './health/metrics.controller';
import { InfrastructureModule } from './infrastructure.module';
import { LiveModule } from './live/live.module';
import { DocumentController } from './openapi/document.controller';
import { PageModule } from './page/page.module';
import { PolicyController } from './policy/policy.controller';
import { ProcessesController } from './processes/processes.controller';
import { ProposalList } from './proposals/list';
import { ProposalsController } from './proposals/proposals.controller';
import { ReferralList } from './referrals/list';
import { ReferralsController } from './referrals/referrals.controller';
import { RegistryLists } from './registry/lists';
import { RegistryController } from './registry/registry.controller';
import { ArrivalsController } from './stays/arrivals.controller';
import { StayList } from './stays/list';
import { StaysController } from './stays/stays.controller';
import { CapacityController } from './units/capacity.controller';
import { UnitsController } from './units/units.controller';
import { WebhooksController } from './webhooks/webhooks.controller';

/** The front door: HTTP and live, nothing else. */
@Module({})
export class AppModule {
  static with(config: ApiConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CqrsModule.forRoot(),
        InfrastructureModule.with(config),
        EdgeModule,
        LiveModule,
        PageModule.with(config),
        ...DevelopmentModule.for(config),
      ],
      controllers: [
        ReferralsController,
        ProposalsController,
        StaysController,
        ArrivalsController,
        AvailabilityController,
        UnitsController,
        CapacityController,
        RegistryController,
        PolicyController,
        FindingsController,
        ProcessesController,
        HealthController,
        MetricsController,
        DocumentController,
        WebhooksController,
      ],
      providers: [...handlers.commands, ...handlers.queries, ReferralList, ProposalList, StayList, RegistryLists],
    };
  }
}
