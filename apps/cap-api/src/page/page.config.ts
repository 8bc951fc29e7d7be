import { FromEnvironment } from '@cap/platform';
import { IsIn, IsOptional, IsString } from 'class-validator';

/** What the page needs to know of the instance that serves it. */
export class PageConfig {
  @FromEnvironment('CAP_PAGE_TOKEN', 'a signed token with the role display; the starter makes it, production has none')
  @IsOptional()
  @IsString()
  pageToken?: string;

  @FromEnvironment('CAP_MODE', 'embedded (without Kafka) or full (with Kafka)')
  @IsIn(['embedded', 'full'])
  mode: string = 'full';
}
