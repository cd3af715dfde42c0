-- Perdura, schema version 1. For MySQL 8.0.19+, MariaDB 10.6+ and H2 in MySQL mode.
-- Applied at start-up. Who applies them by hand, in the order of the version numbers, sets
-- perdura.database.migrate=false.
-- All times are UTC. Ids of instances are kept as UTF-8 bytes: compared exactly, trailing blanks included.

CREATE TABLE task_hubs (
  id              SMALLINT     NOT NULL AUTO_INCREMENT,
  name            VARCHAR(100) NOT NULL,
  partition_count SMALLINT     NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_task_hubs_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Running processes. A number is never used again, so ids made from it are unique. The beat rises
-- every second while the process lives; nobody compares clocks.
CREATE TABLE nodes (
  number     BIGINT       NOT NULL AUTO_INCREMENT,
  hub        SMALLINT     NOT NULL,
  name       VARCHAR(200) NOT NULL,
  beat       BIGINT       NOT NULL,
  PRIMARY KEY (number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Who owns what. The epoch rises with each change of owner and fences late commits of earlier ones.
CREATE TABLE partitions (
  hub   SMALLINT NOT NULL,
  id    SMALLINT NOT NULL,
  owner BIGINT,
  epoch BIGINT   NOT NULL,
  PRIMARY KEY (hub, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row per run of an instance; a run that replaces a finished one has a new instance_key.
CREATE TABLE instances (
  instance_key   BIGINT         NOT NULL,
  hub            SMALLINT       NOT NULL,
  partition_id   SMALLINT       NOT NULL,
  instance_id    VARBINARY(768) NOT NULL,
  name           VARCHAR(256)   NOT NULL,
  runtime_status TINYINT        NOT NULL,
  in_flight      TINYINT        NOT NULL,  -- 1 while a new owner of the partition has something to do for it
  created_time   DATETIME(6)    NOT NULL,
  updated_time   DATETIME(6)    NOT NULL,  -- exact to the second
  version        VARCHAR(100),             -- of the orchestrator, or null
  tags           LONGTEXT,                 -- a JSON object, or null
  waiting_reason LONGTEXT,                 -- why the engine cannot go on with it for now, or null
  input          LONGTEXT,
  custom_status  LONGTEXT,
  output         LONGTEXT,
  PRIMARY KEY (instance_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Listings name these indexes, which is why none is a constraint inside the table: H2 would choose
-- the name of its index itself. Each has, for each status, one order of listings, and behind it all that
-- filters ask for, so that only the rows of the page are read.
CREATE UNIQUE INDEX uq_instances_id ON instances (hub, instance_id);
CREATE INDEX ix_instances_status_id
    ON instances (hub, runtime_status, instance_id, created_time, name, partition_id);
CREATE INDEX ix_instances_status_created
    ON instances (hub, runtime_status, created_time, instance_key, name, instance_id, partition_id);
CREATE INDEX ix_instances_status_updated
    ON instances (hub, runtime_status, updated_time, instance_key, created_time, name, instance_id,
                  partition_id);

-- How many instances there are, so that counting need not read them. Changed in the transaction that changes
-- the instances. Who changes those by hand makes these anew while no node runs: delete all, then
--   INSERT INTO instance_counts (hub, runtime_status, created_day, name, partition_id, instances)
--   SELECT hub, runtime_status, CASE WHEN runtime_status IN (1, 3, 4, 5) THEN CAST(created_time AS DATE)
--          ELSE '1970-01-01' END, name, partition_id, COUNT(*) FROM instances GROUP BY 1, 2, 3, 4, 5
CREATE TABLE instance_counts (
  hub            SMALLINT     NOT NULL,
  runtime_status TINYINT      NOT NULL,
  created_day    DATE         NOT NULL,  -- of finished ones; 1970-01-01 for all live ones
  name           VARCHAR(256) NOT NULL,
  partition_id   SMALLINT     NOT NULL,  -- so that nodes do not wait for each other
  instances      BIGINT       NOT NULL,
  PRIMARY KEY (hub, runtime_status, created_day, name, partition_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- How many instances have been deleted, or put back to work when they had finished, ever. A count made before
-- can have lost no more than came to this since.
CREATE TABLE instance_departures (
  hub          SMALLINT NOT NULL,
  partition_id SMALLINT NOT NULL,  -- so that nodes do not wait for each other
  departures   BIGINT   NOT NULL,
  PRIMARY KEY (hub, partition_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row per turn: its events as JSON, {"v":1,"events":[...]}. This is the truth about an instance.
CREATE TABLE history (
  instance_key BIGINT      NOT NULL,
  turn         INT         NOT NULL,
  turn_time    DATETIME(6) NOT NULL,
  events       LONGTEXT    NOT NULL,
  PRIMARY KEY (instance_key, turn)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Entities that have a state or are locked. The id is @name@key.
CREATE TABLE entities (
  hub                 SMALLINT       NOT NULL,
  entity_id           VARBINARY(768) NOT NULL,
  partition_id        SMALLINT       NOT NULL,
  created_time        DATETIME(6)    NOT NULL,
  last_operation_time DATETIME(6)    NOT NULL,
  last_turn           BIGINT         NOT NULL,  -- number of the turn that wrote the row
  lock_owner          BIGINT,                   -- the run that holds the lock, or null
  lock_id             INT,                      -- which of its locks
  state               LONGTEXT,                 -- null while it is only locked
  PRIMARY KEY (hub, entity_id),
  KEY ix_entities_operation (hub, last_operation_time),
  KEY ix_entities_lock (hub, lock_owner)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Messages to the instances and entities of a partition, from other ones or from clients on other nodes.
-- Deleted in the transaction that consumes them.
CREATE TABLE inbox (
  sequence_no  BIGINT         NOT NULL AUTO_INCREMENT,
  hub          SMALLINT       NOT NULL,
  partition_id SMALLINT       NOT NULL,
  instance_key BIGINT         NOT NULL,  -- the run it is for; 0 when it goes to an id
  receiver_id  VARBINARY(768),           -- id of the instance or entity it goes to
  due_time     DATETIME(6),              -- not read before; null for at once
  event        LONGTEXT       NOT NULL,
  PRIMARY KEY (sequence_no),
  KEY ix_inbox_partition (hub, due_time, partition_id, sequence_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE timers (
  instance_key BIGINT      NOT NULL,
  timer_id     INT         NOT NULL,
  hub          SMALLINT    NOT NULL,
  partition_id SMALLINT    NOT NULL,
  fire_at      DATETIME(6) NOT NULL,
  PRIMARY KEY (instance_key, timer_id),
  KEY ix_timers_due (hub, partition_id, fire_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Activities that found their node's pool full; any node takes them from here.
CREATE TABLE activity_queue (
  instance_key BIGINT         NOT NULL,
  task_id      INT            NOT NULL,
  hub          SMALLINT       NOT NULL,
  partition_id SMALLINT       NOT NULL,
  instance_id  VARBINARY(768) NOT NULL,
  task         LONGTEXT       NOT NULL,    -- the TaskScheduled event
  claimed_by   BIGINT,                     -- number of the node that runs it, while that node lives
  PRIMARY KEY (instance_key, task_id),
  KEY ix_activity_queue_claim (hub, claimed_by),
  KEY ix_activity_queue_partition (hub, partition_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Purges in the background. Rows of ended ones stay for some days.
CREATE TABLE purges (
  id             BIGINT       NOT NULL AUTO_INCREMENT,
  hub            SMALLINT     NOT NULL,
  state          VARCHAR(20)  NOT NULL,
  created_from   DATETIME(6)  NOT NULL,
  created_to     DATETIME(6)  NOT NULL,
  statuses       VARCHAR(200) NOT NULL,    -- separated by commas
  id_prefixes    LONGTEXT     NOT NULL,    -- percent-encoded, separated by commas
  name           LONGTEXT,
  deleted        BIGINT       NOT NULL,
  requested_time DATETIME(6)  NOT NULL,
  updated_time   DATETIME(6)  NOT NULL,
  claimed_by     BIGINT,                   -- number of the node that runs it, while that node lives
  PRIMARY KEY (id),
  KEY ix_purges_state (hub, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Keys that open the API, read again every few seconds: a key is rotated by inserting a new one, handing it
-- out, and deleting the old one. INSERT INTO system_keys (name, key_value) VALUES ('2027', '<long random text>')
CREATE TABLE system_keys (
  name      VARCHAR(100) NOT NULL,
  key_value VARCHAR(200) NOT NULL,
  scope     VARCHAR(10)  NOT NULL DEFAULT 'manage',  -- 'read' opens GET and HEAD only
  PRIMARY KEY (name),
  CONSTRAINT ck_system_keys_scope CHECK (scope IN ('manage', 'read')),
  CONSTRAINT ck_system_keys_value CHECK (key_value <> '')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What all nodes know and no client: made at the first start. Page tokens are signed with 'page-tokens';
-- deleting the row makes those handed out invalid once all nodes have started again.
CREATE TABLE secrets (
  name         VARCHAR(100) NOT NULL,
  secret_value VARCHAR(200) NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
