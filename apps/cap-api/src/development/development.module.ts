import { Module, type DynamicModule } from '@nestjs/common';
import { TokenIssuer } from '@cap/access';
import type { ApiConfig } from '../api.config';
import { DevelopmentController } from './development.controller';

/** The routes of a development instance. Without the issuer's private key, and in production, they do not exist. */
@Module({})
export class DevelopmentModule {
  static for({ developmentKeyFile, tokenIssuer }: ApiConfig): DynamicModule[] {
    if (developmentKeyFile === undefined) return [];
    if (process.env['NODE_ENV'] === 'production') {
      throw new Error(
        'CAP_DEVELOPMENT_KEY_FILE is set in production. Unset it: it lets anybody on this machine be anyone.',
      );
    }
    const issuer = { provide: TokenIssuer, useFactory: () => TokenIssuer.fromFile(developmentKeyFile, tokenIssuer) };
    return [{ module: DevelopmentModule, controllers: [DevelopmentController], providers: [issuer] }];
  }
}
