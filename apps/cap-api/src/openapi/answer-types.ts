import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import { orNull, referTo, type Schema } from './schema';

/** What a route answers when all goes well. */
export interface AnswerType {
  readonly schema: Schema;
  /** Whether it is the answer of a command: given once, with the position of what it wrote. */
  readonly carried: boolean;
  /** Whether it has a version: its ETag. */
  readonly versioned: boolean;
}

/** Numbers that need not be whole. */
const fractions = new Set(['score', 'points', 'outOf', 'values']);

/**
 * Reads from the types of the program what each route answers: the compiler knows it, so nobody writes it down again.
 * A type of `libs/contracts` keeps its name; the rest is written out where it stands.
 */
export class AnswerTypes {
  /** The schemas with a name that were met until now. */
  readonly named: Record<string, Schema> = {};
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;

  /** Takes the `tsconfig.build.json` of the program and its first file. */
  constructor(config: string, entry: string) {
    const read = ts.readConfigFile(config, ts.sys.readFile).config as object;
    const { options } = ts.parseJsonConfigFileContent(read, ts.sys, dirname(config));
    const lean = { ...options, composite: false, incremental: false, noEmit: true, tsBuildInfoFile: undefined };
    this.program = ts.createProgram([join(dirname(config), entry)], lean);
    this.checker = this.program.getTypeChecker();
  }

  /** The answer of one method of a controller. Throws an `Error` when its type says nothing (`any`, `unknown`, `object`). */
  of(controller: string, method: string): AnswerType {
    const member = this.methodOf(controller, method);
    const signature = this.checker.getSignatureFromDeclaration(member)!;
    const type = this.checker.getAwaitedType(this.checker.getReturnTypeOfSignature(signature))!;
    const parts = this.partsOf(type).filter((part) => !part.getProperty('refused'));
    if (parts.length !== 1) throw new Error(`${controller}.${method} has ${parts.length} kinds of answers, not one.`);
    const written = parts[0]!.getProperty('written') ? parts[0]!.getProperty('answer') : undefined;
    const answer = written ? this.checker.getTypeOfSymbol(written) : parts[0]!;
    const versioned = answer.getProperty('version') !== undefined;
    return { schema: this.schemaOf(answer, `${controller}.${method}`), carried: written !== undefined, versioned };
  }

  /** The schema of an exported type of `libs/contracts`, by its name. */
  nameOf(contract: string): Schema {
    for (const file of this.program.getSourceFiles().filter(({ fileName }) => isContract(fileName))) {
      const found = file.statements.find(
        (one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === contract,
      );
      if (found) return this.schemaOf(this.checker.getTypeAtLocation(found), contract);
    }
    throw new Error(`libs/contracts has no interface ${contract}.`);
  }

  private methodOf(controller: string, method: string): ts.MethodDeclaration {
    for (const file of this.program.getSourceFiles()) {
      for (const statement of file.statements) {
        if (!ts.isClassDeclaration(statement) || statement.name?.text !== controller) continue;
        const member = statement.members.find((one) => one.name?.getText(file) === method);
        if (member && ts.isMethodDeclaration(member)) return member;
      }
    }
    throw new Error(`The program has no method ${controller}.${method}.`);
  }

  private partsOf(type: ts.Type): readonly ts.Type[] {
    return type.isUnion() ? type.types : [type];
  }

  private schemaOf(type: ts.Type, at: string): Schema {
    const parts = this.partsOf(type).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
    const some = parts.filter(({ flags }) => !(flags & ts.TypeFlags.Null));
    if (some.length === 0) return { type: 'null' };
    const schema = this.schemaOfParts(some, at);
    return some.length < parts.length ? orNull(schema) : schema;
  }

  private schemaOfParts(parts: readonly ts.Type[], at: string): Schema {
    if (parts.every(({ flags }) => flags & ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
    const texts = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
    if (texts.length === parts.length) return { type: 'string', enum: texts.sort() };
    const schemas = parts.map((part) => this.schemaOfOne(part, at));
    return schemas.length === 1 ? schemas[0]! : { anyOf: schemas };
  }

  private schemaOfOne(type: ts.Type, at: string): Schema {
    const { flags } = type;
    if (flags & ts.TypeFlags.NumberLike)
      return { type: at.split('.').some((part) => fractions.has(part)) ? 'number' : 'integer' };
    if (flags & ts.TypeFlags.String) return { type: 'string' };
    if (flags & ts.TypeFlags.TemplateLiteral) return { type: 'string' };
    if (type.isIntersection()) return this.branded(type, at);
    const [item] = this.checker.isArrayType(type) ? this.checker.getTypeArguments(type as ts.TypeReference) : [];
    if (item) return { type: 'array', items: this.schemaOf(item, at) };
    if (flags & ts.TypeFlags.Object) return this.objectOrName(type, at);
    throw new Error(
      `The type of ${at} says nothing: ${this.checker.typeToString(type)}. Give it one of libs/contracts.`,
    );
  }

  /** A text with a kind of its own (`libs/contracts/src/ids.ts`, `time.ts`), or several objects in one. */
  private branded(type: ts.IntersectionType, at: string): Schema {
    if (!type.types.some(({ flags }) => flags & ts.TypeFlags.String)) return this.object(type, at);
    const kinds = type.types.flatMap((part) => part.getProperties()).map((kind) => this.checker.getTypeOfSymbol(kind));
    const kind = kinds.find((one) => one.isStringLiteral())?.value;
    if (kind === 'instant') return { type: 'string', format: 'date-time' };
    return { type: 'string', format: kind === 'local-date' ? 'date' : 'uuid' };
  }

  private objectOrName(type: ts.Type, at: string): Schema {
    const file = type.symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
    const plain = type.isClassOrInterface() && !type.typeParameters;
    if (!isContract(file) || !plain) return this.object(type, at);
    const { name } = type.symbol;
    if (!(name in this.named)) {
      this.named[name] = {};
      this.named[name] = this.object(type, name);
    }
    return referTo(name);
  }

  private object(type: ts.Type, at: string): Schema {
    const values = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (values) return { type: 'object', additionalProperties: this.schemaOf(values, at) };
    const members = this.checker.getPropertiesOfType(type);
    if (members.length === 0) throw new Error(`The type of ${at} has no fields. Give it one of libs/contracts.`);
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const member of members) {
      const of = this.checker.getTypeOfSymbol(member);
      const absent = this.partsOf(of).some(({ flags }) => flags & ts.TypeFlags.Undefined);
      if (!absent && !(member.flags & ts.SymbolFlags.Optional)) required.push(member.name);
      properties[member.name] = this.schemaOf(of, `${at}.${member.name}`);
    }
    return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
  }
}

const isContract = (file: string): boolean => file.includes('/libs/contracts/src/');
