-- AlterEnum
ALTER TYPE "account_link_purpose" ADD VALUE 'cancel_deletion';

-- AlterTable
ALTER TABLE "audit_events" ADD COLUMN     "redaction" TEXT;

-- CreateTable
CREATE TABLE "account_deletions" (
    "user_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_deletions_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "account_deletions_due_at_idx" ON "account_deletions"("due_at");

-- AddForeignKey
ALTER TABLE "account_deletions" ADD CONSTRAINT "account_deletions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- As before, and: audit_forget alone may take names out of an entry, once, and nothing else.
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('autograph.audit_prune', true) = 'on' AND OLD.at < now() - interval '30 days' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND current_setting('autograph.audit_forget', true) = 'on'
    AND OLD.redaction IS NULL AND NEW.redaction IS NOT NULL AND NEW.actor_name IS NULL AND NEW.target_name IS NULL
    AND OLD.facts @> NEW.facts
    AND (to_jsonb(NEW) - '{actor_name,target_name,facts,redaction}'::text[])
      = (to_jsonb(OLD) - '{actor_name,target_name,facts,redaction}'::text[]) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

-- Takes the names out of entries, given as [{"seq": 1, "facts": {}}] with the facts that stay. Each names the redaction, of
-- which an entry of its own tells.
CREATE FUNCTION audit_forget(entries jsonb, redaction text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('autograph.audit_forget', 'on', true);
  UPDATE audit_events AS e SET actor_name = NULL, target_name = NULL, facts = given.facts, redaction = audit_forget.redaction
    FROM jsonb_to_recordset(entries) AS given(seq bigint, facts jsonb) WHERE e.seq = given.seq;
  PERFORM set_config('autograph.audit_forget', 'off', true);
END $$;
