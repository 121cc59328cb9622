"""Faults made on purpose, and whether the program holds what it promises.

Each command below prints its figures and ends with status 1 if anything was lost, torn
or unusable. They do faults to the program's own write path, and need Linux and strace,
which `start.py test` installs. A short form of each is among the tests.

    .venv/bin/python -m tests.campaigns.kill_points [--operations NAME ...]
        T1a: kills at each system call of each operation.
    .venv/bin/python -m tests.campaigns.random_kills [--points N] [--window N]
        T1b: kills at any time, of the program and of the window.
    .venv/bin/python -m tests.campaigns.power_loss [--states N] [--operations NAME ...]
        T2: power cuts at each moment, with all that a disk may forget; with
        --every 8, at each eighth moment.
    .venv/bin/python -m tests.campaigns.power_loss --self-test
        T2: the same finds out three ways of writing that are wrong.
    .venv/bin/python -m tests.campaigns.failing_calls [--operations NAME ...]
        T3: each system call of each operation fails, once and from then on; with
        --every 5, each fifth.
    .venv/bin/python -m tests.campaigns.limits [--only NAME ...]
        T4: full and read-only disks, quotas, locks, moved files.
    .venv/bin/python -m tests.campaigns.lost_journals
        F34: kills after which somebody deletes the journal.

`driver.py` is the process that faults are done to. It opens the site file and writes to
it through the store, as the window and the command line do, and acknowledges a step
only when the store's method has returned. `oracle.py` says what must hold afterwards:
each acknowledged write is there, at most one more is, none is torn, and work goes on.
"""
