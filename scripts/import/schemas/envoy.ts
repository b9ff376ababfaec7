import { fromBinary } from '@bufbuild/protobuf';
import {
  type DescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import type { EnvoyTypes } from '../../../lib/validation/istiod/envoy/types';

const scalars: Readonly<Partial<Record<FieldDescriptorProto_Type, string>>> = {
  [FieldDescriptorProto_Type.BOOL]: 'bool',
  [FieldDescriptorProto_Type.BYTES]: 'bytes',
  [FieldDescriptorProto_Type.DOUBLE]: 'float',
  [FieldDescriptorProto_Type.FLOAT]: 'float',
  [FieldDescriptorProto_Type.INT32]: 'int32',
  [FieldDescriptorProto_Type.SINT32]: 'int32',
  [FieldDescriptorProto_Type.SFIXED32]: 'int32',
  [FieldDescriptorProto_Type.INT64]: 'int64',
  [FieldDescriptorProto_Type.SINT64]: 'int64',
  [FieldDescriptorProto_Type.SFIXED64]: 'int64',
  [FieldDescriptorProto_Type.STRING]: 'string',
  [FieldDescriptorProto_Type.UINT32]: 'uint32',
  [FieldDescriptorProto_Type.FIXED32]: 'uint32',
  [FieldDescriptorProto_Type.UINT64]: 'uint64',
  [FieldDescriptorProto_Type.FIXED64]: 'uint64',
};

/**
 * The fields of Envoy's messages and the names of its enumerations, from a set of descriptors as `buf build` makes it.
 */
export function envoyTypes(descriptors: Uint8Array): EnvoyTypes {
  const messages = new Map<string, DescriptorProto>();
  const enums = new Map<string, readonly string[]>();
  const collect = (scope: string, message: DescriptorProto) => {
    const name = `${scope}.${message.name}`;
    messages.set(name, message);
    for (const nested of message.nestedType) collect(name, nested);
    for (const each of message.enumType)
      enums.set(
        `${name}.${each.name}`,
        each.value.map((value) => value.name),
      );
  };
  for (const file of fromBinary(FileDescriptorSetSchema, descriptors).file) {
    for (const message of file.messageType) collect(file.package, message);
    for (const each of file.enumType) {
      enums.set(
        `${file.package}.${each.name}`,
        each.value.map((value) => value.name),
      );
    }
  }
  const entries = [...messages].filter(([, message]) => !message.options?.mapEntry).sort(byName);
  const numbers = new Map(entries.map(([name], index) => [name, index]));
  const enumNames = [...enums.keys()].sort();
  const typeOf = (field: FieldDescriptorProto): string => {
    const scalar = scalars[field.type];
    if (scalar !== undefined) return scalar;
    const name = field.typeName.slice(1);
    if (field.type === FieldDescriptorProto_Type.ENUM) return `enum ${enumNames.indexOf(name)}`;
    const entry = messages.get(name);
    if (!entry?.options?.mapEntry) return `message ${numbers.get(name)}`;
    const [key, value] = entry.field as [FieldDescriptorProto, FieldDescriptorProto];
    return `map ${typeOf(key)} ${typeOf(value)}`;
  };
  const written = (field: FieldDescriptorProto) => {
    const type = typeOf(field);
    const list = field.label === FieldDescriptorProto_Label.REPEATED && !type.startsWith('map ');
    return [field.name, list ? `list ${type}` : type] as const;
  };
  return {
    enums: enumNames.map((name) => enums.get(name) as readonly string[]),
    messages: Object.fromEntries(
      entries.map(([name, { field }]) => [name, Object.fromEntries(field.map(written))]),
    ),
  };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}

/** A message a line. */
export function writtenTypes({ enums, messages }: EnvoyTypes): string {
  const lines = Object.entries(messages).map(
    ([name, fields]) => `\n${JSON.stringify(name)}:${JSON.stringify(fields)}`,
  );
  return `{"enums":[${enums.map((names) => `\n${JSON.stringify(names)}`).join(',')}\n],"messages":{${lines.join(',')}\n}}\n`;
}
