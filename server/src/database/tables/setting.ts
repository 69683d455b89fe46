/** What administrators decided for the whole installation: the name of a setting, and its value as JSON. */
export interface SettingTable {
  name: string;
  value: string;
}
