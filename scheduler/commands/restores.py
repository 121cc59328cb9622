"""A restore from the command line, and what it would do."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scheduler.clock import local_now
from scheduler.commands.given import parents, study_of
from scheduler.commands.signing_in import (
    keys_parent,
    shipped_passwords,
    typed_line,
    typed_password,
)
from scheduler.store.approval import Approval
from scheduler.store.backup_file import is_protected
from scheduler.store.difference import Difference, in_words
from scheduler.store.keys import Keyring
from scheduler.store.manifest import Manifest
from scheduler.store.restore import Prepared, Restored, Workplace, prepared


def add(commands: Any) -> None:
    """Add the command ``restore``."""
    found = commands.add_parser(
        "restore",
        parents=[*parents(study=True), keys_parent()],
        help="put a backup in the place of a site file, or say what that would do",
        description="Without --site it only verifies the backup and says what would "
        "be lost. Secrets are asked for, or read from standard input, a line each: "
        "the passphrase, the recovery code, then the passwords of --as and --and.",
    )
    found.add_argument("backup", type=Path, metavar="BACKUP")
    found.add_argument("--to", type=Path, required=True, metavar="FILE")
    found.add_argument(
        "--recovery-code",
        action="store_true",
        help="on a computer that does not have the key of the file",
    )
    found.add_argument("--site", metavar="CODE", help="of the site, to confirm it")
    found.add_argument("--as", dest="first", metavar="NAME", help="who restores")
    found.add_argument("--and", dest="second", metavar="NAME", help="who agrees")
    found.add_argument("--reason", help="where only one person has an account")
    found.set_defaults(run=_restore, wrong_usage=found.error)


def _restore(args: argparse.Namespace) -> tuple[Any, str]:
    if args.site and not args.first:
        args.wrong_usage("--site: name who restores with --as")
    phrase = typed_line("Passphrase: ") if is_protected(args.backup) else None
    code = typed_line("Recovery code: ") if args.recovery_code else None
    target = args.to.absolute()
    there = target.exists()
    desk = Workplace(
        keys=Keyring(args.keys),
        passwords=shipped_passwords(),
        study=study_of(args.study),
        clock=local_now,
    )
    with prepared(args.backup, target, desk, passphrase=phrase, code=code) as found:
        zone = local_now().tzinfo
        said = [
            *_summary(args.backup, found.manifest),
            *in_words(found.difference, zone, there=there),
        ]
        done = _carry_out(args, found) if args.site else None
    return _data(found.manifest, found.difference, said, done), "\n".join(
        [*said, *_end(done)]
    )


def _carry_out(args: argparse.Namespace, found: Prepared) -> Restored:
    names = [name for name in (args.first, args.second) if name]
    approvals = [Approval(name=name, password=typed_password(name)) for name in names]
    return found.carry_out(args.site, approvals, args.reason)


def _summary(backup: Path, manifest: Manifest) -> Iterator[str]:
    yield f"{backup.name}: made {manifest.made} by {manifest.person}, verified"
    counted = manifest.counts.get("participants", 0)
    yield (
        f"Site {manifest.site}, {counted} participants, entry {manifest.head} of "
        f"History, the last of {manifest.last_entry}"
    )


def _end(done: Restored | None) -> Iterator[str]:
    if done is None:
        yield "Nothing was changed. To restore it, name --site, --as and --and."
        return
    yield f"Restored: {done.path}"
    if done.aside:
        yield f"The file of before is {done.aside.name}"
    if done.recovery_code:
        yield f"Write down the recovery code of this file: {done.recovery_code}"


def _data(
    manifest: Manifest, found: Difference, said: list[str], done: Restored | None
) -> dict[str, Any]:
    return {
        "site": manifest.site,
        "made": manifest.made,
        "entry": manifest.head,
        "last_entry": manifest.last_entry,
        "lost": sum(one.count for one in found.lost),
        "brought_back": sum(one.count for one in found.gained),
        "said": said,
        "restored": str(done.path) if done else None,
        "set_aside": str(done.aside) if done and done.aside else None,
        "recovery_code": (done.recovery_code or None) if done else None,
    }
