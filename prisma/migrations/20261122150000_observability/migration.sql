-- CreateEnum
CREATE TYPE "error_source" AS ENUM ('server', 'browser');

-- CreateEnum
CREATE TYPE "reading_span" AS ENUM ('raw', 'minutes5', 'hour');

-- CreateTable
CREATE TABLE "settings" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "changed_by_id" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "error_groups" (
    "fingerprint" TEXT NOT NULL,
    "source" "error_source" NOT NULL,
    "module" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "stack" TEXT,
    "context" JSONB NOT NULL,
    "correlation_id" TEXT,
    "first_release" TEXT NOT NULL,
    "last_release" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "error_groups_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "monitor_readings" (
    "span" "reading_span" NOT NULL,
    "monitor" TEXT NOT NULL,
    "instance" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "values" JSONB NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "monitor_readings_pkey" PRIMARY KEY ("span","monitor","instance","at")
);

-- CreateIndex
CREATE INDEX "settings_changed_by_id_idx" ON "settings"("changed_by_id");

-- CreateIndex
CREATE INDEX "error_groups_last_seen_at_fingerprint_idx" ON "error_groups"("last_seen_at" DESC, "fingerprint");

-- CreateIndex
CREATE INDEX "error_groups_source_last_seen_at_idx" ON "error_groups"("source", "last_seen_at");

-- CreateIndex
CREATE INDEX "monitor_readings_span_at_idx" ON "monitor_readings"("span", "at");

-- AddForeignKey
ALTER TABLE "settings" ADD CONSTRAINT "settings_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
