-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "unused_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "diagram_assets" ADD COLUMN     "pending_since" TIMESTAMPTZ(3);
