-- CreateEnum
CREATE TYPE "outbox_status" AS ENUM ('waiting', 'done', 'dead');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('waiting', 'delivered', 'dead', 'dropped');

-- CreateTable
CREATE TABLE "outbox" (
    "id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" "outbox_status" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claim" TEXT,
    "last_fault" TEXT,
    "correlation_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_channels" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed_settings" TEXT NOT NULL,
    "minimum_severity" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_states" (
    "channel_id" TEXT NOT NULL,
    "last_tried_at" TIMESTAMPTZ(3) NOT NULL,
    "last_delivered_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_answer" TEXT NOT NULL,

    CONSTRAINT "channel_states_pkey" PRIMARY KEY ("channel_id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "notice_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "channel_name" TEXT NOT NULL,
    "channel_kind" TEXT NOT NULL,
    "notice_kind" TEXT NOT NULL,
    "notice_at" TIMESTAMPTZ(3) NOT NULL,
    "subject" TEXT NOT NULL,
    "alert_ids" TEXT[],
    "status" "delivery_status" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_answer" TEXT,
    "last_tried_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("notice_id","channel_id")
);

-- CreateIndex
CREATE INDEX "outbox_status_next_try_at_idx" ON "outbox"("status", "next_try_at");

-- CreateIndex
CREATE INDEX "outbox_status_created_at_idx" ON "outbox"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_topic_key_key" ON "outbox"("topic", "key");

-- CreateIndex
CREATE INDEX "alert_channels_created_at_id_idx" ON "alert_channels"("created_at", "id");

-- CreateIndex
CREATE INDEX "alert_channels_created_by_id_idx" ON "alert_channels"("created_by_id");

-- CreateIndex
CREATE INDEX "deliveries_created_at_notice_id_channel_id_idx" ON "deliveries"("created_at" DESC, "notice_id", "channel_id");

-- CreateIndex
CREATE INDEX "deliveries_channel_id_notice_at_idx" ON "deliveries"("channel_id", "notice_at");

-- AddForeignKey
ALTER TABLE "alert_channels" ADD CONSTRAINT "alert_channels_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
