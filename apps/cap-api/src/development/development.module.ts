import { Module, type DynamicModule } from '@nestjs/common';
import { TokenIssuer } from '@cap/access';
import type { ApiConfig } from '../api.config';
import { DevelopmentController } from './development.controller';
import { Nearby } from './nearby';

/** The routes of a development instance. Without the issuer's private key, and in production, they do not exist. */
@Module({})
export class DevelopmentModule {
  static for({ developmentKeyFile, developmentFrom, tokenIssuer }: ApiConfig): DynamicModule[] {
    if (process.env['NODE_ENV'] === 'production') {
      refuseInProduction('CAP_DEVELOPMENT_KEY_FILE', developmentKeyFile !== undefined, 'on this machine');
      refuseInProduction('CAP_DEVELOPMENT_FROM', developmentFrom.length > 0, 'at those addresses');
    }
    if (developmentKeyFile === undefined) return [];
    const issuer = { provide: TokenIssuer, useFactory: () => TokenIssuer.fromFile(developmentKeyFile, tokenIssuer) };
    const nearby = { provide: Nearby, useValue: new Nearby(developmentFrom) };
    return [{ module: DevelopmentModule, controllers: [DevelopmentController], providers: [issuer, nearby] }];
  }
}

function refuseInProduction(variable: string, set: boolean, who: string): void {
  if (set) throw new Error(`${variable} is set in production. Unset it: it lets anybody ${who} be anyone.`);
}
