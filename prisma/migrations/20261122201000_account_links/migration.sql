-- CreateEnum
CREATE TYPE "account_link_purpose" AS ENUM ('register', 'verify_email', 'reset_password', 'unlock', 'change_email_from', 'change_email_to', 'invite');

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "email_verified_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "account_links" (
    "id" TEXT NOT NULL,
    "purpose" "account_link_purpose" NOT NULL,
    "email" TEXT NOT NULL,
    "token_hashes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "user_id" TEXT,
    "name" TEXT,
    "password_hash" TEXT,
    "new_email" TEXT,
    "request" TEXT,
    "role" "user_role",
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "known_devices" (
    "user_id" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_devices_pkey" PRIMARY KEY ("user_id","device")
);

-- CreateIndex
CREATE INDEX "account_links_token_hashes_idx" ON "account_links" USING GIN ("token_hashes");

-- CreateIndex
CREATE INDEX "account_links_email_created_at_idx" ON "account_links"("email", "created_at");

-- CreateIndex
CREATE INDEX "account_links_user_id_idx" ON "account_links"("user_id");

-- CreateIndex
CREATE INDEX "account_links_request_idx" ON "account_links"("request");

-- CreateIndex
CREATE INDEX "account_links_expires_at_idx" ON "account_links"("expires_at");

-- AddForeignKey
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
