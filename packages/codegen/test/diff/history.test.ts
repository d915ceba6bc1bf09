import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reportText } from '../../src/diff/report.js';
import { diff } from '../../src/index.js';

/** A description of CVM before and after a step of the vendor's, cut down to the Actions that have changed. */
const at = (step: string, side: string) => ({
  description: readFileSync(new URL(`./history/${step}.${side}.json`, import.meta.url), 'utf8'),
});
const told = (step: string): string => reportText(diff(at(step, 'before'), at(step, 'after')));

test('2021-08-17: an Action more, and members that every answer has', () => {
  expect(told('2021-08-17')).toMatchInlineSnapshot(`
    "cvm 2017-03-12

    New, programs work as before (minor): 10

    - CreateDisasterRecoverGroupOutput.CreateTime: Every answer has it now.
    - CreateDisasterRecoverGroupOutput.CurrentNum: Every answer has it now.
    - CreateDisasterRecoverGroupOutput.CvmQuotaTotal: Every answer has it now.
    - CreateDisasterRecoverGroupOutput.DisasterRecoverGroupId: Every answer has it now.
    - CreateDisasterRecoverGroupOutput.Name: Every answer has it now.
    - CreateDisasterRecoverGroupOutput.Type: Every answer has it now.
    - DescribeDisasterRecoverGroupsOutput.DisasterRecoverGroupSet: Every answer has it now.
    - DescribeDisasterRecoverGroupsOutput.TotalCount: Every answer has it now.
    - DescribeInstancesModification: It can be called: describeInstancesModification.
    - InquiryPriceResizeInstanceDisksOutput.Price: Every answer has it now.
    "
  `);
});

test('2023-04-27: a member of an answer is of another type', () => {
  expect(told('2023-04-27')).toMatchInlineSnapshot(`
    "cvm 2017-03-12

    Programs must be changed (major): 3

    - DescribeAccountQuotaOutput.AccountQuotaOverview: It is no longer said that every answer has it: a program has to expect undefined.
    - DescribeAccountQuotaOutput.AppId: It is no longer said that every answer has it: a program has to expect undefined.
    - DescribeAccountQuotaOutput.AppId: It was a string, and is a number: a program that reads it must be changed.
    "
  `);
});

test('2023-09-06: a member of a request is gone', () => {
  expect(told('2023-09-06')).toMatchInlineSnapshot(`
    "cvm 2017-03-12

    Programs must be changed (major): 1

    - Placement.HostIps (AllocateHosts, CreateLaunchTemplate, CreateLaunchTemplateVersion and 6 more): It is gone: a program that gives or reads it must be changed.

    No effect on programs (patch): 3

    - Placement.HostId (AllocateHosts, CreateLaunchTemplate, CreateLaunchTemplateVersion and 6 more): Every answer has it now; its type is the same.
    - Placement.HostIds (AllocateHosts, CreateLaunchTemplate, CreateLaunchTemplateVersion and 6 more): Every answer has it now; its type is the same.
    - Placement.ProjectId (AllocateHosts, CreateLaunchTemplate, CreateLaunchTemplateVersion and 6 more): Every answer has it now; its type is the same.
    "
  `);
});

test('2024-12-30: Actions are gone, and what only they had with them', () => {
  const { changes } = diff(at('2024-12-30', 'before'), at('2024-12-30', 'after'));
  const of = (effect: string): string[] =>
    changes.filter((change) => change.effect === effect).map(({ subject, kind }) => `${subject} ${kind}`);
  expect(of('major')).toMatchInlineSnapshot(`
    [
      "DescribeReservedInstances removed",
      "DescribeReservedInstancesConfigInfos removed",
      "DescribeReservedInstancesOfferings removed",
      "InquirePricePurchaseReservedInstancesOffering removed",
      "InternetChargeTypeConfig.Description nullable",
      "InternetChargeTypeConfig.InternetChargeType nullable",
      "PurchaseReservedInstancesOffering removed",
      "RegionInfo.Region nullable",
      "RegionInfo.RegionName nullable",
      "RegionInfo.RegionState nullable",
    ]
  `);
  expect(of('patch')).toEqual([]);
  // Requests have a type of their own, as they need a price.
  expect(of('minor')).toContain('InstanceMarketOptionsRequest.MarketType required');
  // Each thing that has changed is told once.
  expect(new Set(changes.map(({ subject, kind }) => `${subject} ${kind}`)).size).toBe(changes.length);
});
