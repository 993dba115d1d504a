-- CreateTable
CREATE TABLE "audit_events" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT,
    "target_type" TEXT,
    "target_id" TEXT,
    "target_name" TEXT,
    "address" TEXT,
    "user_agent" TEXT,
    "correlation_id" TEXT,
    "facts" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "first_seq" BIGINT NOT NULL,
    "first_previous_hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_events_at_idx" ON "audit_events"("at");

-- CreateIndex
CREATE INDEX "audit_events_action_seq_idx" ON "audit_events"("action", "seq" DESC);

-- CreateIndex
CREATE INDEX "audit_events_actor_id_seq_idx" ON "audit_events"("actor_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "audit_events_target_id_seq_idx" ON "audit_events"("target_id", "seq" DESC);

-- The log is appended to, and nothing else. Only audit_prune may remove, and only from its old end.
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('autograph.audit_prune', true) = 'on' AND OLD.at < now() - interval '30 days' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

-- The head only moves on, one entry at a time; its beginning only with audit_prune.
CREATE FUNCTION audit_head_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND (
    (NEW.seq = OLD.seq + 1 AND NEW.first_seq = OLD.first_seq AND NEW.first_previous_hash = OLD.first_previous_hash)
    OR (current_setting('autograph.audit_prune', true) = 'on' AND NEW.seq = OLD.seq AND NEW.hash = OLD.hash
      AND NEW.first_seq > OLD.first_seq)
  ) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_head_moves_on BEFORE UPDATE OR DELETE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION audit_head_guard();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION audit_head_guard();

-- Removes entries older than a time, which is at least 30 days ago, and notes what the first one left follows. The newest
-- always stays. Returns how many went.
CREATE FUNCTION audit_prune(before timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  first_left audit_events%ROWTYPE;
  removed bigint;
BEGIN
  PERFORM 1 FROM audit_head WHERE id = 1 FOR UPDATE;
  -- By place, not by time: whoever set a clock back must not leave a hole.
  SELECT min(seq) INTO last_seq FROM audit_events
    WHERE at >= least(before, now() - interval '30 days') OR seq = (SELECT max(seq) FROM audit_events);
  SELECT * INTO first_left FROM audit_events WHERE seq = last_seq;
  IF NOT FOUND THEN RETURN 0; END IF;
  PERFORM set_config('autograph.audit_prune', 'on', true);
  DELETE FROM audit_events WHERE seq < last_seq;
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN
    UPDATE audit_head SET first_seq = first_left.seq, first_previous_hash = first_left.previous_hash WHERE id = 1;
  END IF;
  PERFORM set_config('autograph.audit_prune', 'off', true);
  RETURN removed;
END $$;
