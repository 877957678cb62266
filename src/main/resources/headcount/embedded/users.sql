CREATE DATABASE headcount CHARACTER SET utf8mb4;
CREATE USER 'app'@'%' IDENTIFIED BY 'headcount';
GRANT ALL ON `headcount%`.* TO 'app'@'%';
GRANT PROCESS, REPLICATION CLIENT ON *.* TO 'app'@'%';
CREATE USER 'operator'@'127.0.0.1' IDENTIFIED BY 'headcount';
GRANT ALL ON *.* TO 'operator'@'127.0.0.1' WITH GRANT OPTION;
