-- CreateEnum
CREATE TYPE "incident_status" AS ENUM ('investigating', 'identified', 'monitoring', 'resolved');

-- CreateEnum
CREATE TYPE "incident_impact" AS ENUM ('degraded', 'down');

-- CreateEnum
CREATE TYPE "incident_update_kind" AS ENUM ('investigating', 'identified', 'monitoring', 'resolved', 'note', 'postmortem');

-- CreateTable
CREATE TABLE "incidents" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "public_title" TEXT,
    "status" "incident_status" NOT NULL,
    "impact" "incident_impact" NOT NULL,
    "component_ids" TEXT[],
    "is_public" BOOLEAN NOT NULL,
    "root" TEXT,
    "open_root" TEXT,
    "ends_by_itself" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "created_by_id" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_updates" (
    "id" TEXT NOT NULL,
    "incident_id" TEXT NOT NULL,
    "kind" "incident_update_kind" NOT NULL,
    "text" TEXT NOT NULL,
    "is_public" BOOLEAN NOT NULL,
    "is_automatic" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "author_id" TEXT,

    CONSTRAINT "incident_updates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_alerts" (
    "alert_row_id" TEXT NOT NULL,
    "incident_id" TEXT NOT NULL,

    CONSTRAINT "incident_alerts_pkey" PRIMARY KEY ("alert_row_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "incidents_open_root_key" ON "incidents"("open_root");

-- CreateIndex
CREATE INDEX "incidents_started_at_id_idx" ON "incidents"("started_at" DESC, "id");

-- CreateIndex
CREATE INDEX "incidents_status_resolved_at_idx" ON "incidents"("status", "resolved_at");

-- CreateIndex
CREATE INDEX "incidents_created_by_id_idx" ON "incidents"("created_by_id");

-- CreateIndex
CREATE INDEX "incident_updates_incident_id_at_idx" ON "incident_updates"("incident_id", "at");

-- CreateIndex
CREATE INDEX "incident_updates_author_id_idx" ON "incident_updates"("author_id");

-- CreateIndex
CREATE INDEX "incident_alerts_incident_id_idx" ON "incident_alerts"("incident_id");

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_updates" ADD CONSTRAINT "incident_updates_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_updates" ADD CONSTRAINT "incident_updates_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_alerts" ADD CONSTRAINT "incident_alerts_alert_row_id_fkey" FOREIGN KEY ("alert_row_id") REFERENCES "alerts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_alerts" ADD CONSTRAINT "incident_alerts_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
