import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importCertificate, type PassphraseWanted, useCertificates } from '../../state/certificates';
import { Button } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { Field } from '../../ui/field';
import styles from './certificates.module.css';

const Form = ({ wanted }: { readonly wanted: PassphraseWanted }) => {
  const { t } = useTranslation('certificates');
  const explain = useExplain();
  const [passphrase, setPassphrase] = useState('');
  const { files, endpoint, failure } = wanted;
  const submit = (): void => {
    setPassphrase('');
    void importCertificate(endpoint, { files, passphrase });
  };
  return (
    <form
      className={styles.passphrase}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className={styles.note}>{t('passphraseText', { name: wanted.name })}</p>
      <Field
        label={t('passphrase')}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        problem={failure === null || passphrase !== '' ? null : explain(failure).cause}
        data-autofocus
      />
      {failure !== null && passphrase === '' && (
        <p className={styles.problem} role="alert">
          {explain(failure).cause} {explain(failure).advice}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onClick={() => useCertificates.setState({ wanted: null })}>{t('cancel')}</Button>
        <Button look="primary" onClick={submit}>
          {t('unlock')}
        </Button>
      </div>
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
    </form>
  );
};

/** Asks for the pass phrase of what is imported; it is used once and not kept. */
export const PassphraseDialog = () => {
  const { t } = useTranslation('certificates');
  const wanted = useCertificates((state) => state.wanted);
  return (
    <Modal
      opened={wanted !== null}
      onClose={() => useCertificates.setState({ wanted: null })}
      title={t('passphrase')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
      size={400}
    >
      {wanted !== null && <Form key={wanted.files} wanted={wanted} />}
    </Modal>
  );
};
