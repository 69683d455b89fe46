import {
  AddPersonInput,
  ChangePersonInput,
  PasswordLink,
  Person,
  PersonInput,
  RightsOptions,
} from '@lamina/shared/contract/people.ts';
import { z } from 'zod';
import {
  addPerson,
  changePerson,
  disablePerson,
  enablePerson,
  endPersonSessions,
  getPeople,
  getRightsOptions,
  resetPassword,
  resetTwoFactor,
} from '../services/people.service.ts';
import { procedure, router } from '../trpc/trpc.ts';

export const peopleRouter = router({
  list: procedure.output(z.array(Person)).query(({ ctx }) => getPeople(ctx.viewer, ctx.accounts)),
  options: procedure.output(RightsOptions).query(({ ctx }) => getRightsOptions(ctx.viewer, ctx.accounts)),
  add: procedure
    .input(AddPersonInput)
    .output(PasswordLink)
    .mutation(({ ctx, input }) => addPerson(ctx.viewer, ctx.accounts, input)),
  change: procedure
    .input(ChangePersonInput)
    .mutation(({ ctx, input }) => changePerson(ctx.viewer, ctx.accounts, input)),
  disable: procedure
    .input(PersonInput)
    .mutation(({ ctx, input }) => disablePerson(ctx.viewer, ctx.accounts, input)),
  enable: procedure
    .input(PersonInput)
    .mutation(({ ctx, input }) => enablePerson(ctx.viewer, ctx.accounts, input)),
  resetPassword: procedure
    .input(PersonInput)
    .output(PasswordLink)
    .mutation(({ ctx, input }) => resetPassword(ctx.viewer, ctx.accounts, input)),
  resetTwoFactor: procedure
    .input(PersonInput)
    .mutation(({ ctx, input }) => resetTwoFactor(ctx.viewer, ctx.accounts, input)),
  endSessions: procedure
    .input(PersonInput)
    .mutation(({ ctx, input }) => endPersonSessions(ctx.viewer, ctx.accounts, input)),
});
