import { InboxOutlined } from '@ant-design/icons';
import { Alert, AutoComplete, Button, Form, Input, Progress, Select, Upload } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../server/exchange/schema.ts';
import { isAbort, messageOf } from '../shell/api.ts';
import { useSay } from '../shell/i18n.ts';
import { useSession } from '../shell/session.ts';
import { DECLARATIONS, declarationOf, mayCarryCoordinates } from './declarations.ts';
import { fileSize } from './file-size.ts';
import { guessAsOf, guessDataset } from './load-steps.ts';
import { upload } from './queries.ts';
import { SampleTable } from './SampleTable.tsx';
import { type Sample, sampleOf } from './sample.ts';

/** Systems departments send; any EPSG code may be typed. A shifted system is never guessed. */
const CRS = [
  { value: 'EPSG:4490', label: 'CGCS2000 (EPSG:4490)' },
  { value: 'EPSG:4326', label: 'WGS 84 (EPSG:4326)' },
  { value: 'EPSG:4527', label: 'CGCS2000 3° GK 39 (EPSG:4527)' },
  { value: 'EPSG:4547', label: 'CGCS2000 3° GK 114E (EPSG:4547)' },
  { value: 'EPSG:4548', label: 'CGCS2000 3° GK 117E (EPSG:4548)' },
  { value: 'GCJ-02', label: 'GCJ-02' },
  { value: 'BD-09', label: 'BD-09' },
];

/** Step one: which file, what it is, on which day it stands, and in which system its coordinates are. */
export function NewLoad({ onLoaded }: { onLoaded: (batch: Batch, sample: Sample | null) => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const cityDay = useSession().data?.city?.asOf;
  const [file, setFile] = useState<File | null>(null);
  const [sample, setSample] = useState<Sample | null>(null);
  const [dataset, setDataset] = useState<string>();
  const [asOf, setAsOf] = useState('');
  const [crs, setCrs] = useState('');
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  const needsCrs = mayCarryCoordinates(declarationOf(dataset));

  function take(chosen: File): false {
    setFile(chosen);
    setError(null);
    setDataset((now) => guessDataset(chosen.name, DECLARATIONS) ?? now);
    setAsOf(guessAsOf(chosen.name) ?? cityDay ?? '');
    sampleOf(chosen).then(setSample, () => setSample(null));
    return false;
  }
  async function send() {
    if (!file || !dataset) return;
    stop.current = new AbortController();
    setShare(0);
    setError(null);
    try {
      const batch = await upload(
        file,
        { dataset, asOf: asOf || undefined, crs: (needsCrs && crs) || undefined },
        setShare,
        stop.current.signal,
      );
      onLoaded(batch, sample);
    } catch (failure) {
      if (!isAbort(failure)) setError(failure);
    } finally {
      setShare(null);
    }
  }

  return (
    <div className="new-load">
      <Upload.Dragger
        accept=".csv,.txt,.xlsx,.json,.geojson"
        multiple={false}
        showUploadList={false}
        beforeUpload={take}
        disabled={share !== null}
      >
        <InboxOutlined className="drop-icon" />
        <p>{file ? `${file.name} · ${fileSize(file.size)}` : t('steward:file.drop')}</p>
        <p className="quiet small">{t(file ? 'steward:file.other' : 'steward:file.kinds')}</p>
      </Upload.Dragger>
      {file && (
        <Form layout="vertical" className="load-form" onFinish={() => void send()}>
          <Form.Item label={t('steward:file.dataset')} htmlFor="load-dataset" required>
            <Select
              id="load-dataset"
              value={dataset ?? null}
              placeholder={t('steward:file.datasetHint')}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={setDataset}
              options={DECLARATIONS.map(({ id, title, source }) => ({
                value: id,
                label: `${say(title)} · ${say(source)}`,
              }))}
            />
          </Form.Item>
          <Form.Item label={t('steward:file.asOf')} htmlFor="load-as-of" help={t('steward:file.asOfHelp')}>
            <Input id="load-as-of" type="date" value={asOf} onChange={(event) => setAsOf(event.target.value)} />
          </Form.Item>
          {needsCrs && (
            <Form.Item label={t('steward:file.crs')} htmlFor="load-crs" help={t('steward:file.crsHelp')}>
              <AutoComplete
                id="load-crs"
                value={crs}
                onChange={setCrs}
                options={CRS}
                placeholder={t('steward:file.crsHint')}
                allowClear
              />
            </Form.Item>
          )}
          <Form.Item label=" ">
            <Button type="primary" htmlType="submit" disabled={!dataset} loading={share !== null}>
              {t('steward:file.send')}
            </Button>
          </Form.Item>
        </Form>
      )}
      {share !== null && (
        <div className="running" role="status">
          <span>{t('steward:file.sending')}</span>
          <Progress percent={Math.round(share * 100)} size="small" />
          <Button size="small" onClick={() => stop.current?.abort()}>
            {t('steward:stop')}
          </Button>
        </div>
      )}
      {error !== null && (
        <Alert type="error" showIcon title={messageOf(error)} description={t('steward:file.nothingLost')} />
      )}
      {sample && <SampleTable sample={sample} />}
    </div>
  );
}
