CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "user_role" AS ENUM ('admin', 'editor', 'viewer');

-- CreateEnum
CREATE TYPE "diagram_kind" AS ENUM ('canvas', 'note', 'mixed');

-- CreateEnum
CREATE TYPE "member_role" AS ENUM ('editor', 'viewer');

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" "user_role" NOT NULL DEFAULT 'editor',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "diagrams" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" "diagram_kind" NOT NULL DEFAULT 'canvas',
    "note" TEXT NOT NULL DEFAULT '',
    "owner_id" TEXT NOT NULL,
    "last_edited_by_id" TEXT,
    "document_clock" BIGINT NOT NULL DEFAULT 0,
    "document_schema" JSONB,
    "tombstones_from" BIGINT NOT NULL DEFAULT 0,
    "size_bytes" INTEGER NOT NULL DEFAULT 0,
    "view_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "trashed_at" TIMESTAMPTZ(3),

    CONSTRAINT "diagrams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "diagram_records" (
    "diagram_id" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "clock" BIGINT NOT NULL,
    "state" JSONB,
    "deleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "diagram_records_pkey" PRIMARY KEY ("diagram_id","record_id")
);

-- CreateTable
CREATE TABLE "diagram_leases" (
    "diagram_id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "diagram_leases_pkey" PRIMARY KEY ("diagram_id")
);

-- CreateTable
CREATE TABLE "diagram_previews" (
    "diagram_id" TEXT NOT NULL,
    "document_clock" BIGINT NOT NULL,
    "svg" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "diagram_previews_pkey" PRIMARY KEY ("diagram_id")
);

-- CreateTable
CREATE TABLE "diagram_members" (
    "diagram_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "member_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "diagram_members_pkey" PRIMARY KEY ("diagram_id","user_id")
);

-- CreateTable
CREATE TABLE "diagram_user_states" (
    "diagram_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "starred_at" TIMESTAMPTZ(3),
    "viewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "diagram_user_states_pkey" PRIMARY KEY ("diagram_id","user_id")
);

-- CreateTable
CREATE TABLE "assets" (
    "id" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "uploader_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "diagram_assets" (
    "diagram_id" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,

    CONSTRAINT "diagram_assets_pkey" PRIMARY KEY ("diagram_id","asset_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sessions_user_id_last_seen_at_idx" ON "sessions"("user_id", "last_seen_at" DESC);

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "diagrams_owner_id_trashed_at_updated_at_id_idx" ON "diagrams"("owner_id", "trashed_at", "updated_at" DESC, "id");

-- CreateIndex
CREATE INDEX "diagrams_owner_id_trashed_at_created_at_id_idx" ON "diagrams"("owner_id", "trashed_at", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "diagrams_owner_id_trashed_at_title_id_idx" ON "diagrams"("owner_id", "trashed_at", "title", "id");

-- CreateIndex
CREATE INDEX "diagrams_last_edited_by_id_idx" ON "diagrams"("last_edited_by_id");

-- CreateIndex
CREATE INDEX "diagrams_title_idx" ON "diagrams" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "diagram_records_diagram_id_clock_idx" ON "diagram_records"("diagram_id", "clock");

-- CreateIndex
CREATE INDEX "diagram_members_user_id_idx" ON "diagram_members"("user_id");

-- CreateIndex
CREATE INDEX "diagram_user_states_user_id_viewed_at_idx" ON "diagram_user_states"("user_id", "viewed_at" DESC);

-- CreateIndex
CREATE INDEX "diagram_user_states_user_id_starred_at_idx" ON "diagram_user_states"("user_id", "starred_at" DESC);

-- CreateIndex
CREATE INDEX "assets_uploader_id_idx" ON "assets"("uploader_id");

-- CreateIndex
CREATE INDEX "diagram_assets_asset_id_idx" ON "diagram_assets"("asset_id");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagrams" ADD CONSTRAINT "diagrams_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagrams" ADD CONSTRAINT "diagrams_last_edited_by_id_fkey" FOREIGN KEY ("last_edited_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagram_records" ADD CONSTRAINT "diagram_records_diagram_id_fkey" FOREIGN KEY ("diagram_id") REFERENCES "diagrams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagram_leases" ADD CONSTRAINT "diagram_leases_diagram_id_fkey" FOREIGN KEY ("diagram_id") REFERENCES "diagrams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagram_previews" ADD CONSTRAINT "diagram_previews_diagram_id_fkey" FOREIGN KEY ("diagram_id") REFERENCES "diagrams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagram_members" ADD CONSTRAINT "diagram_members_diagram_id_fkey" FOREIGN KEY ("diagram_id") REFERENCES "diagrams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagram_members" ADD CONSTRAINT "diagram_members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagram_user_states" ADD CONSTRAINT "diagram_user_states_diagram_id_fkey" FOREIGN KEY ("diagram_id") REFERENCES "diagrams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagram_user_states" ADD CONSTRAINT "diagram_user_states_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_uploader_id_fkey" FOREIGN KEY ("uploader_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagram_assets" ADD CONSTRAINT "diagram_assets_diagram_id_fkey" FOREIGN KEY ("diagram_id") REFERENCES "diagrams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagram_assets" ADD CONSTRAINT "diagram_assets_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "assets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
