import { RequestMethod, type DynamicModule, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { needsKey, type Needs } from '../edge/permission';

/** One route, as its controller declares it. */
export interface Route {
  readonly method: string;
  /** From the root, with parameters as Nest writes them: `/v1/units/:id`. */
  readonly path: string;
  /** What the route says that it needs; undefined when it says nothing. */
  readonly needs: Needs | undefined;
  readonly controller: Type;
  /** The name of the controller's method. */
  readonly handler: string;
  /** The status of an answer that is no problem. */
  readonly status: number;
}
type Part = Type | DynamicModule;

/** Every route of a module and of the modules that it imports. */
export const routesIn = (part: Part): Route[] => controllersIn(part).flatMap(routesOf);

function controllersIn(part: Part): Type[] {
  const module = 'module' in part ? part.module : part;
  const listed = (key: 'controllers' | 'imports') => [
    ...((Reflect.getMetadata(MODULE_METADATA[key === 'imports' ? 'IMPORTS' : 'CONTROLLERS'], module) ?? []) as Part[]),
    ...('module' in part ? ((part[key] ?? []) as Part[]) : []),
  ];
  return [...(listed('controllers') as Type[]), ...listed('imports').flatMap(controllersIn)];
}

function routesOf(controller: Type): Route[] {
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
  const handlers = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(handlers)
    .filter((name) => Reflect.hasMetadata(METHOD_METADATA, handlers[name]!))
    .map((name) => {
      const told = (key: string): unknown => Reflect.getMetadata(key, handlers[name]!);
      const method = RequestMethod[told(METHOD_METADATA) as RequestMethod];
      const path = `/${[base, told(PATH_METADATA) as string].filter((part) => part !== '/').join('/')}`;
      const needs = (told(needsKey) ?? Reflect.getMetadata(needsKey, controller)) as Needs | undefined;
      const status = (told(HTTP_CODE_METADATA) as number | undefined) ?? (method === 'POST' ? 201 : 200);
      return { method, path, needs, controller, handler: name, status };
    });
}
