import { expect, test } from 'vitest';
import { openPage, picture } from './browser.ts';
import type { Desk } from './desk.ts';

export function lookupOfficer(desk: Desk): void {
  test('finds a firm by its credit code and sees what it is linked to', async () => {
    const { page } = desk;
    const firm = await desk.row<{ credit_code: string; name: string }>(
      `select f.credit_code, f.name from data.legal_entities f join data.addresses a on a.id = f.address_id
       where f.status = 'active' and (select count(*) from data.legal_entities o where o.address_id = f.address_id) between 2 and 6
       order by f.geom <-> (select ST_Centroid(ST_Collect(geom)) from data.addresses), f.id limit 1`,
    );
    await desk.signIn('lookup', '查询');
    await page.keyboard.press('/');
    await page.keyboard.type(firm.credit_code);
    await page.getByRole('option', { name: firm.name }).waitFor();
    await page.keyboard.press('Enter');
    const card = page.getByRole('article', { name: firm.name });
    await card.getByText(firm.credit_code).first().waitFor();
    expect(await card.locator('.relation').count()).toBeGreaterThan(0);
    await card
      .getByText(/批次 \d+/)
      .first()
      .waitFor();
    await desk.mapIdle();
    await picture(page, 'lookup');
  });

  test('has a person’s phone revealed for a stated reason; the auditor reads who, what and why', async () => {
    const { page } = desk;
    const person = await desk.row<{ id_number: string; phone: string; id: string }>(
      `select id_number, phone, id from data.population where phone is not null and address_id is not null order by id limit 1`,
    );
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    await desk.signIn('lookup', '查询');
    await page.getByText('人员', { exact: true }).click();
    await page.getByRole('textbox', { name: '身份号码' }).fill(person.id_number);
    await page.getByLabel('事由').fill('核实走失人员身份');
    await page.getByRole('button', { name: '查询并记录' }).click();
    await page.getByRole('button', { name: '申请查看' }).click();
    expect(await page.getByText(person.phone).count()).toBe(0);
    await page.getByLabel('事由').last().fill('联系走失老人家属');
    await page.getByRole('textbox', { name: '案件或工单编号', exact: true }).fill('12345-J-1');
    await page.getByRole('button', { name: '记录并查看' }).click();
    await page.getByText(person.phone).first().waitFor();
    expect(
      await desk.count(
        `select count(*) from access.audit where action = 'reveal' and dataset = 'population' and subject = $1`,
        [person.id],
      ),
    ).toBe(1);
    await page.getByRole('button', { name: '立即隐藏' }).click();
    await page.getByText(person.phone).first().waitFor({ state: 'detached' });
    const told = [...requested, page.url()].map(decodeURIComponent);
    expect(told.filter((url) => url.includes(person.id_number) || url.includes(person.phone))).toEqual([]);
    await page.context().close();

    const auditor = await openPage(desk.browser, desk.platform.url, { width: 1440, height: 900 });
    Object.assign(desk, auditor);
    await desk.signIn('auditor', '管理');
    const entry = auditor.page.getByRole('row').filter({ hasText: '申请查看' }).first();
    await entry.waitFor();
    for (const said of ['12345-J-1', '联系走失老人家属', `#${person.id}`])
      expect(await entry.textContent()).toContain(said);
    expect(await auditor.page.content()).not.toContain(person.phone);
  });
}
