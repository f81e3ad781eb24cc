package org.metrobed.stream;

/** Where the state of keyed operators is, and what a checkpoint writes of it. */
public enum StateBackend {
    /** On the heap; a checkpoint writes all of it. */
    HASHMAP,
    /** In RocksDB, on the disks of the task managers; a checkpoint writes the files that are new since the one before. */
    ROCKSDB
}
