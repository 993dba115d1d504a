-- CreateEnum
CREATE TYPE "team_role" AS ENUM ('owner', 'admin', 'editor', 'viewer');

-- AlterEnum
ALTER TYPE "account_link_purpose" ADD VALUE 'team_invite';

-- AlterTable
ALTER TABLE "account_links" ADD COLUMN     "invited_by_id" TEXT,
ADD COLUMN     "team_id" TEXT,
ADD COLUMN     "team_role" "team_role";

-- AlterTable
ALTER TABLE "diagrams" ADD COLUMN     "team_id" TEXT;

-- CreateTable
CREATE TABLE "teams" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_members" (
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "team_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_members_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateIndex
CREATE INDEX "team_members_user_id_idx" ON "team_members"("user_id");

-- CreateIndex
CREATE INDEX "account_links_team_id_created_at_idx" ON "account_links"("team_id", "created_at");

-- CreateIndex
CREATE INDEX "account_links_invited_by_id_created_at_idx" ON "account_links"("invited_by_id", "created_at");

-- CreateIndex
CREATE INDEX "diagrams_team_id_trashed_at_updated_at_id_idx" ON "diagrams"("team_id", "trashed_at", "updated_at" DESC, "id");

-- AddForeignKey
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diagrams" ADD CONSTRAINT "diagrams_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
