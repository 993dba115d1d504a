-- DropIndex: the list of users is in order of names without regard to case.
DROP INDEX "users_name_id_idx";
