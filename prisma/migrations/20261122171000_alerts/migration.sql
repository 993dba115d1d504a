-- CreateEnum
CREATE TYPE "alert_severity" AS ENUM ('critical', 'warning', 'info');

-- CreateEnum
CREATE TYPE "alert_status" AS ENUM ('active', 'resolved');

-- CreateTable
CREATE TABLE "alert_rules" (
    "id" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "changed_by_id" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_states" (
    "alert_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "state" JSONB NOT NULL,
    "subject" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_states_pkey" PRIMARY KEY ("alert_id")
);

-- CreateTable
CREATE TABLE "alerts" (
    "id" TEXT NOT NULL,
    "alert_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "service_id" TEXT NOT NULL,
    "service_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "severity" "alert_severity" NOT NULL,
    "status" "alert_status" NOT NULL,
    "message" TEXT NOT NULL,
    "affects" TEXT[],
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "triggered_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by_id" TEXT,
    "escalation_count" INTEGER NOT NULL DEFAULT 0,
    "muted_by" TEXT,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_events" (
    "incident_id" TEXT NOT NULL,
    "transition" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "detail" TEXT,

    CONSTRAINT "alert_events_pkey" PRIMARY KEY ("incident_id","transition")
);

-- CreateTable
CREATE TABLE "alert_notices" (
    "alert_id" TEXT NOT NULL,
    "transition" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "alert" JSONB NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,
    "notice_id" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "route" TEXT,

    CONSTRAINT "alert_notices_pkey" PRIMARY KEY ("alert_id","transition")
);

-- CreateTable
CREATE TABLE "silences" (
    "id" TEXT NOT NULL,
    "matchers" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "author_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "silences_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alert_rules_changed_by_id_idx" ON "alert_rules"("changed_by_id");

-- CreateIndex
CREATE INDEX "alerts_status_triggered_at_id_idx" ON "alerts"("status", "triggered_at" DESC, "id");

-- CreateIndex
CREATE INDEX "alerts_alert_id_triggered_at_idx" ON "alerts"("alert_id", "triggered_at" DESC);

-- CreateIndex
CREATE INDEX "alerts_acknowledged_by_id_idx" ON "alerts"("acknowledged_by_id");

-- CreateIndex
CREATE INDEX "alert_notices_notice_id_idx" ON "alert_notices"("notice_id");

-- CreateIndex
CREATE INDEX "alert_notices_queued_at_idx" ON "alert_notices"("queued_at");

-- CreateIndex
CREATE INDEX "silences_ends_at_idx" ON "silences"("ends_at");

-- CreateIndex
CREATE INDEX "silences_author_id_idx" ON "silences"("author_id");

-- AddForeignKey
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_acknowledged_by_id_fkey" FOREIGN KEY ("acknowledged_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_events" ADD CONSTRAINT "alert_events_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "alerts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "silences" ADD CONSTRAINT "silences_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
