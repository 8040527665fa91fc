/**
 * The form of a report, out and in: GET /imports/reports/template.xlsx?plan=ID&organization=ID, and the filled one back by
 * POST /imports/reports?plan=ID&organization=ID. What was read is answered as a draft; `submitReport` hands it in.
 */
import express, { type Request } from 'express';
import { READING_LIMITS } from '../plan-import/read/reading-limits.ts';
import type { Routes } from '../platform/http/http-server.ts';
import { badInput } from '../platform/problem.ts';
import { allowForm, readReportForm, reportForm, type FormScope } from './form/form.service.ts';
import { FormLanguage } from './form/report-form.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const reportFormRoutes: Routes = (router, contextOf) => {
  router.get('/imports/reports/template.xlsx', async (request, response) => {
    const context = await contextOf(request, response);
    const language = request.query['lang'] === FormLanguage.EN ? FormLanguage.EN : FormLanguage.BG;
    const file = await reportForm(context, { ...scopeOf(request), language });
    response
      .type(XLSX)
      .attachment(language === FormLanguage.EN ? 'report.xlsx' : 'otchet.xlsx')
      .send(file);
  });

  const onlyReporters: express.RequestHandler = async (request, response, next) => {
    allowForm(await contextOf(request, response), scopeOf(request));
    next();
  };
  // A form on a foreign page cannot send these types without the browser asking first.
  router.post(
    '/imports/reports',
    onlyReporters,
    express.raw({ type: [XLSX, 'application/octet-stream'], limit: READING_LIMITS.fileBytes }),
    async (request, response) => {
      const context = await contextOf(request, response);
      const bytes: unknown = request.body;
      if (!Buffer.isBuffer(bytes)) throw badInput('report.fileMissing', { field: 'body' });
      const { name } = request.query;
      const draft = await readReportForm(context, {
        ...scopeOf(request),
        bytes,
        fileName: typeof name === 'string' && name !== '' ? name : 'report.xlsx',
      });
      response.json(draft);
    },
  );
};

function scopeOf({ query }: Request): FormScope {
  const { plan, organization } = query;
  if (typeof plan !== 'string') throw badInput('report.planMissing', { field: 'plan' });
  if (typeof organization !== 'string') throw badInput('report.organizationMissing', { field: 'organization' });
  return { planId: plan, organizationId: organization };
}
