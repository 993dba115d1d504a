-- CreateEnum
CREATE TYPE "check_kind" AS ENUM ('http', 'tcp', 'postgres', 'redis', 'push');

-- CreateEnum
CREATE TYPE "span_status" AS ENUM ('up', 'degraded', 'down', 'maintenance');

-- CreateTable
CREATE TABLE "checks" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "check_kind" NOT NULL,
    "sealed_target" TEXT NOT NULL,
    "every_seconds" INTEGER NOT NULL,
    "timeout_seconds" INTEGER NOT NULL,
    "depends_on" TEXT[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "token_hash" TEXT,
    "last_beat_at" TIMESTAMPTZ(3),
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "maintenance_windows" (
    "id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "component_ids" TEXT[],
    "reason" TEXT NOT NULL,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "maintenance_windows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "component_spans" (
    "component_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "status" "span_status" NOT NULL,
    "message" TEXT,

    CONSTRAINT "component_spans_pkey" PRIMARY KEY ("component_id","started_at")
);

-- CreateIndex
CREATE UNIQUE INDEX "checks_token_hash_key" ON "checks"("token_hash");

-- CreateIndex
CREATE INDEX "checks_created_at_id_idx" ON "checks"("created_at", "id");

-- CreateIndex
CREATE INDEX "checks_created_by_id_idx" ON "checks"("created_by_id");

-- CreateIndex
CREATE INDEX "maintenance_windows_ends_at_idx" ON "maintenance_windows"("ends_at");

-- CreateIndex
CREATE INDEX "maintenance_windows_created_by_id_idx" ON "maintenance_windows"("created_by_id");

-- CreateIndex
CREATE INDEX "component_spans_ended_at_idx" ON "component_spans"("ended_at");

-- AddForeignKey
ALTER TABLE "checks" ADD CONSTRAINT "checks_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "maintenance_windows" ADD CONSTRAINT "maintenance_windows_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
