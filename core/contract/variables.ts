import { z } from 'zod';

/** As a person types them: half a name is kept, and simply is the name of nothing yet. */
const variableSchema = z.strictObject({
  name: z.string().max(60),
  value: z.string().max(10_000),
  /** Its value is kept apart from the workspace's file; empty: it is not known on this computer. */
  secret: z.literal(true).optional(),
});
export type Variable = Readonly<z.infer<typeof variableSchema>>;

const variableList = z.array(variableSchema).max(500);

/** Named values for templates: those of the workspace, and sets of which one at a time goes before them. */
export const variablesSchema = z.strictObject({
  shared: variableList,
  environments: z.array(z.strictObject({ name: z.string().max(60), variables: variableList })).max(50),
  /** The place of the environment that is switched on; -1 is none. */
  active: z.number().int().min(-1).max(49),
});
export type Variables = z.infer<typeof variablesSchema>;

export const noVariables = (): Variables => ({ shared: [], environments: [], active: -1 });
