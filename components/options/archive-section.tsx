import type { SectionProps } from './access';
import { BackupField } from './backup-field';
import { RestoreField } from './backup-restore';
import { ExportField } from './export-field';
import { unusedHosts } from './unused-hosts';

/** The numbers for other programs, and everything for another computer. */
export function ArchiveSection(props: SectionProps) {
  const { access, hosts } = props;
  return (
    <>
      <ExportField {...props} />
      <BackupField {...props} />
      <RestoreField
        access={access}
        isWithout={Boolean(props.stored.boards?.history)}
        onRestored={(settings) => {
          for (const unused of unusedHosts(access, settings)) hosts.giveBack(unused);
        }}
      />
    </>
  );
}
