import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One young person: what identifies them is in `sealed`, under a key of their own that is in `wrapped_key`. */
@Entity('dossier_person')
@Unique('one_person_per_blind_index', ['blindIndex'])
@Check('provisional_without_blind_index', '"provisional" = ("blind_index" IS NULL)')
export class PersonRow {
  @PrimaryColumn({ name: 'person_id', type: 'uuid', primaryKeyConstraintName: 'dossier_person_key' })
  personId!: string;
  @Column({ name: 'blind_index', type: 'bytea', nullable: true })
  blindIndex!: Buffer | null;
  @Column({ name: 'wrapped_key', type: 'bytea' })
  wrappedKey!: Buffer;
  @Column({ type: 'bytea' })
  sealed!: Buffer;
  @Column({ type: 'boolean' })
  provisional!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}

/** One version of a case: needs, wishes, surroundings and the situation in words. */
@Entity('dossier_case')
export class CaseRow {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'dossier_case_key' })
  caseId!: string;
  @Column({ name: 'referral_id', type: 'uuid' })
  referralId!: string;
  @ForeignKey(() => PersonRow, { name: 'case_of_person' })
  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;
  @Column({ type: 'bytea' })
  sealed!: Buffer;
}

/** One free text about a young person. */
@Entity('dossier_text')
export class TextRow {
  @PrimaryColumn({ name: 'text_id', type: 'uuid', primaryKeyConstraintName: 'dossier_text_key' })
  textId!: string;
  @ForeignKey(() => PersonRow, { name: 'text_of_person' })
  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;
  @Column({ type: 'text' })
  kind!: string;
  @Column({ type: 'bytea' })
  sealed!: Buffer;
}

/** One look at, or one addition to, the dossier (NEN 7513). The database role of the application cannot change it. */
@Entity('access_record')
@Index('access_record_of_person', ['subjectPerson', 'id'])
@Check('access_action_known', `"action" IN ('create', 'find', 'read')`)
export class AccessRow {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'ALWAYS',
    type: 'bigint',
    primaryKeyConstraintName: 'access_record_key',
  })
  id!: number;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  recordedAt!: Date;
  @Column({ type: 'timestamptz' })
  at!: Date;
  @Column({ name: 'actor_id', type: 'text' })
  actorId!: string;
  @Column({ name: 'actor_role', type: 'text' })
  actorRole!: string;
  @Column({ name: 'organisation_id', type: 'uuid', nullable: true })
  organisationId!: string | null;
  @Column({ name: 'subject_person', type: 'uuid', nullable: true })
  subjectPerson!: string | null;
  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: string;
  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;
  @Column({ type: 'text' })
  action!: string;
  @Column({ type: 'text' })
  purpose!: string;
  @Column({ name: 'command_id', type: 'uuid', nullable: true })
  commandId!: string | null;
}

/** The dossier's tables, for the data source of a process. */
export const dossierEntities = [PersonRow, CaseRow, TextRow, AccessRow] as const;
