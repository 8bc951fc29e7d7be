import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import { referTo, type Schema } from './schema';

/** One check on one field, as class-validator keeps it. */
interface Check {
  readonly propertyName: string;
  readonly name?: string | undefined;
  readonly type: string;
  readonly constraints?: readonly unknown[] | undefined;
  readonly each?: boolean | undefined;
}

const years = '^(19|20|21)[0-9]{2}-';

/** What each check asks, in the words of JSON Schema; of a check that is not here the document would not tell. */
const asks: Readonly<Record<string, (first: never) => Schema>> = {
  isString: () => ({ type: 'string', pattern: '^[^\\u0000]*$' }),
  isNotEmpty: () => ({ minLength: 1 }),
  maxLength: (most: number) => ({ maxLength: most }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  min: (least: number) => ({ minimum: least }),
  max: (most: number) => ({ maximum: most }),
  isIn: (values: readonly string[]) => ({ type: 'string', enum: [...values] }),
  matches: (pattern: RegExp) => ({ type: 'string', pattern: pattern.source }),
  isAddress: () => ({ type: 'string', format: 'uri', pattern: '^https?://[^@#]+$' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isLocalDate: () => ({ type: 'string', format: 'date', pattern: years }),
  isMoment: () => ({ type: 'string', format: 'date-time', pattern: years }),
  isArray: () => ({ type: 'array' }),
  arrayNotEmpty: () => ({ minItems: 1 }),
  arrayMinSize: (least: number) => ({ minItems: least }),
  arrayMaxSize: (most: number) => ({ maxItems: most }),
  arrayUnique: () => ({ uniqueItems: true }),
  isNumber: () => ({ anyOf: [{ type: 'number' }, { type: 'array', items: { type: 'number' } }] }),
};
/** Checks that say whether a field is there, or that two belong together. */
const aboutPresence = new Set(['isOptional', 'isDefined', 'momentOrDay']);

/** Reads the bodies and queries of the routes from the checks on their classes (`bodies.ts`, `list.ts`). */
export class RequestSchemas {
  /** The bodies that were met until now, each by its name without `Dto`. */
  readonly named: Record<string, Schema> = {};

  /** The name of a body's schema. */
  body(of: Type): Schema {
    const name = of.name.replace(/Dto$/, '');
    if (!(name in this.named)) {
      this.named[name] = {};
      this.named[name] = { type: 'object', ...this.fields(of), additionalProperties: false };
    }
    return referTo(name);
  }

  /** The fields of a query, and which of them must be there. */
  query(of: Type): { properties: Readonly<Record<string, Schema>>; required: readonly string[] } {
    const { properties, required = [] } = this.fields(of);
    return { properties, required };
  }

  private fields(of: Type) {
    const checks: readonly Check[] = getMetadataStorage().getTargetValidationMetadatas(of, '', false, false);
    const byField = new Map<string, Check[]>();
    for (const check of checks) byField.set(check.propertyName, [...(byField.get(check.propertyName) ?? []), check]);
    const given = new of() as Record<string, unknown>;
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const [field, own] of byField) {
      const standard = given[field];
      properties[field] = { ...this.field(of, field, own), ...(standard === undefined ? {} : { default: standard }) };
      if (standard === undefined && !own.some(({ type }) => type === 'conditionalValidation')) required.push(field);
    }
    const either = checks.some(({ name }) => name === 'momentOrDay');
    return {
      properties,
      ...(required.length > 0 ? { required } : {}),
      ...(either ? { oneOf: [{ required: ['at'] }, { required: ['on'] }] } : {}),
    };
  }

  private field(of: Type, field: string, checks: readonly Check[]): Schema {
    let schema: Schema = {};
    let each: Schema = {};
    for (const check of checks) {
      const asked = this.asked(of, field, check);
      if (check.each) each = { ...each, ...asked };
      else schema = { ...schema, ...asked };
    }
    return schema['type'] === 'array' ? { ...schema, items: each } : { ...schema, ...each };
  }

  private asked(of: Type, field: string, { name, type, constraints }: Check): Schema {
    if (type === 'nestedValidation') return this.body(classWithin(of, field));
    if (type === 'conditionalValidation' || aboutPresence.has(name ?? '')) return {};
    const words = asks[name ?? ''];
    if (!words) throw new Error(`${of.name}.${field} has a check that the document cannot tell: ${name ?? type}.`);
    return words(constraints?.[0] as never);
  }
}

/** The class of what stands in a field, as class-transformer makes it. */
function classWithin(of: Type, field: string): Type {
  const made = (value: object): unknown => (plainToInstance(of, { [field]: value }) as Record<string, unknown>)[field];
  const [one] = [made([{}])].flat();
  return (one as object).constructor as Type;
}
