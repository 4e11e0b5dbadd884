// SPDX-License-Identifier: Apache-2.0
#include "htcds_fields.h"

#include <algorithm>
#include <array>

namespace manumit::exchange {

namespace {

// Human Trafficking Case Data Standard 2.0 (c) International Organization for Migration,
// CC BY 4.0, https://github.com/UNMigration/HTCDS: names and labels as published.
constexpr HtcdsField kFields[] = {
    {"org_Name", "Organisation Name", Section::organisation},
    {"org_ShippingCity", "Shipping City", Section::organisation},
    {"org_ShippingCountry", "Shipping Country", Section::organisation},
    {"org_ShippingState", "Shipping State/Province", Section::organisation},
    {"org_ShippingStreet", "Shipping Street", Section::organisation},
    {"org_ShippingPostalCode", "Shipping Zip/Postal Code", Section::organisation},
    {"org_ShippingLongitude", "Longitude", Section::organisation},
    {"org_ShippingLatitude", "Latitude", Section::organisation},
    {"org_Phone", "Phone", Section::organisation},
    {"org_Type", "Type", Section::organisation},
    {"prs_Salutation", "Salutation", Section::person},
    {"prs_FirstName", "First Name", Section::person},
    {"prs_MiddleName", "Middle Name", Section::person},
    {"prs_SecondName", "Second Name", Section::person},
    {"prs_Birthdate", "Birthdate", Section::person},
    {"prs_Gender", "Gender", Section::person},
    {"prs_Deceased", "Deceased", Section::person},
    {"prs_MaritalStatus", "Marital Status", Section::person},
    {"prs_NumberOfChildren", "Number of Children", Section::person},
    {"prs_PrimaryLanguage", "Primary Language", Section::person},
    {"prs_SecondaryLanguage", "Secondary Language", Section::person},
    {"prs_HighestLevelOfEducation", "Highest Level of Education", Section::person},
    {"prs_Citizenship", "Citizenship", Section::person},
    {"prs_IdentityNumber", "Identity Number", Section::person},
    {"prs_Title", "Title", Section::person},
    {"prs_Email", "Email", Section::person},
    {"prs_HomePhone", "Home Phone", Section::person},
    {"prs_MobilePhone", "Mobile Phone", Section::person},
    {"prs_MailingCity", "Mailing City", Section::person},
    {"prs_MailingCountry", "Mailing Country", Section::person},
    {"prs_MailingState", "Mailing State/Province", Section::person},
    {"prs_MailingStreet", "Mailing Street", Section::person},
    {"prs_MailingPostalCode", "Mailing Zip/Postal Code", Section::person},
    {"prs_MailingLongitude", "Longitude", Section::person},
    {"prs_MailingLatitude", "Latitude", Section::person},
    {"vic_AgreementToManagePersonalData", "Agreement to Manage Personal Data", Section::victim},
    {"vic_TraffickingStatus", "Trafficking Status", Section::victim},
    {"vic_TraffickingStatusDecisionMakingOrg", "Trafficking Status Decision Making Organization",
     Section::victim},
    {"vic_RelationshipToTrafficker", "Relationship to Trafficker", Section::victim},
    {"vic_AgeWhenTrafficked", "Age when Trafficked", Section::victim},
    {"vic_RecruitmentWebsitesAndApps", "Recruitment Websites and Apps", Section::victim},
    {"vic_MethodOfRecruitment", "Method of Recruitment", Section::victim},
    {"vic_LocationOfRecruitment", "Location of Recruitment", Section::victim},
    {"vic_MethodsOfControl", "Methods of Control", Section::victim},
    {"vic_TypeOfExploitation", "Type of Exploitation", Section::victim},
    {"vic_ForcedLabourIndustry", "Forced Labour Industry", Section::victim},
    {"vic_TypeOfSexExploitation", "Type of Sex Exploitation", Section::victim},
    {"vic_LocationOfExploitation", "Location of Exploitation", Section::victim},
    {"vic_ExploitationWebsitesAndApps", "Exploitation Websites and Apps", Section::victim},
    {"vic_Vulnerabilities", "Vulnerabilities", Section::victim},
    {"vic_DetailsOfVulnerabilities", "Details Of Vulnerabilities", Section::victim},
    {"per_RoleInProcess", "Role in Process", Section::perpetrator},
    {"per_RoleDetails", "Role Details", Section::perpetrator},
    {"cas_Status", "Status", Section::case_file},
    {"cas_ReasonForCaseClosure", "Reason for Case Closure", Section::case_file},
    {"cas_CaseOwner", "Case Owner", Section::case_file},
    {"cas_ReferringOrganisation", "Referring Organisation", Section::referral},
    {"cas_IncomingReferralDate", "Incoming Referral Date", Section::referral},
    {"cas_ReferringPrimaryCaseWorker", "Referring Primary Case Worker", Section::referral},
    {"cas_ReasonForIncomingReferral", "Reason for Incoming Referral", Section::referral},
    {"cas_IncomingReferralDetails", "Incoming Referral Details", Section::referral},
    {"cas_ReferredOrganisation", "Referred Organisation", Section::referral},
    {"cas_ReferredPrimaryCaseWorker", "Referred Primary Case Worker", Section::referral},
    {"cas_ReasonForOutgoingReferral", "Reason for Outgoing Referral", Section::referral},
    {"cas_OutgoingReferralDate", "Outgoing Referral Date", Section::referral},
    {"cas_OutgoingReferralDetails", "Outgoing Referral Details", Section::referral},
    {"cco_CaseComment", "Case Comment", Section::comment},
    {"hte_Longitude", "Longitude", Section::event},
    {"hte_Latitude", "Latitude", Section::event},
    {"hte_City", "City", Section::event},
    {"hte_Country", "Country", Section::event},
    {"hte_State", "State", Section::event},
    {"hte_Street", "Street", Section::event},
    {"hte_PostalCode", "PostalCode", Section::event},
    {"hte_Date", "Date", Section::event},
    {"hte_Type", "Type", Section::event},
    {"hte_Description", "Description", Section::event},
    {"spl_Objectives", "Objectives", Section::plan},
    {"spl_ActionPlan", "Action Plan", Section::plan},
    {"spl_PlannedEndDate", "Planned End Date", Section::plan},
    {"spl_ActualEndDate", "Actual End Date", Section::plan},
    {"spl_Type", "Type", Section::plan},
    {"con_Consent", "Consent", Section::consent},
};

// The official workbook. Columns N to R stand as published: names and labels out of step.
constexpr LayoutColumn kLayout[] = {
    {"cas_CaseOwner", "Case Owner", "cas_CaseOwner"},
    {"prs_Salutation", "Salutation", "prs_Salutation"},
    {"prs_FirstName", "First Name", "prs_FirstName"},
    {"prs_SecondName", "Second Name", "prs_SecondName"},
    {"con_Consent", "Consent", "con_Consent"},
    {"prs_Birthdate", "Birthdate", "prs_Birthdate"},
    {"prs_Gender", "Gender", "prs_Gender"},
    {"prs_Citizenship", "Citizenship", "prs_Citizenship"},
    {"prs_Title", "Title", "prs_Title"},
    {"prs_Email", "Email", "prs_Email"},
    {"prs_HomePhone", "Home Phone", "prs_HomePhone"},
    {"prs_MobilePhone", "Mobile Phone", "prs_MobilePhone"},
    {"prs_MailingCity", "Mailing Street", "prs_MailingStreet"},
    {"prs_MailingCountry", "Mailing City", "prs_MailingCity"},
    {"prs_MailingState", "Mailing State/Province", "prs_MailingState"},
    {"prs_MailingStreet", "Mailing Zip/Postal Code", "prs_MailingPostalCode"},
    {"prs_MailingPostalCode", "Mailing Country", "prs_MailingCountry"},
    {"vic_TraffickingStatus", "Trafficking Status", "vic_TraffickingStatus"},
    {"vic_TraffickinStatusDecisionMakingOrg", "Trafficking Status Decision Making Organization",
     "vic_TraffickingStatusDecisionMakingOrg"},
    {"vic_MethodOfRecruitment", "Method of Recruitment", "vic_MethodOfRecruitment"},
    {"vic_LocationOfRecruitment", "Location of Recruitment", "vic_LocationOfRecruitment"},
    {"vic_MethodsOfControl", "Methods of Control", "vic_MethodsOfControl"},
    {"vic_TypeOfExploitation", "Type of Exploitation", "vic_TypeOfExploitation"},
    {"vic_ForcedLabourIndustry", "Forced Labour Industry", "vic_ForcedLabourIndustry"},
    {"vic_TypeOfSexExploitation", "Type of Sex Exploitation", "vic_TypeOfSexExploitation"},
    {"vic_LocationOfExploitation", "Location of Exploitation", "vic_LocationOfExploitation"},
    {"cas_Status", "Status", "cas_Status"},
    {"cas_ReferringOrganisation", "Referring Organisation", "cas_ReferringOrganisation"},
    {"cas_IncomingReferralDate", "Incoming Referral Date", "cas_IncomingReferralDate"},
    {"cas_ReferringPrimaryCaseWorker", "Referring Primary Case Worker",
     "cas_ReferringPrimaryCaseWorker"},
    {"cas_ReasonForIncomingReferral", "Reason for Incoming Referral",
     "cas_ReasonForIncomingReferral"},
    {"cas_IncomingReferralDetails", "Incoming Referral Details", "cas_IncomingReferralDetails"},
    {"cas_ReferredOrganisation", "Referred Organisation", "cas_ReferredOrganisation"},
    {"cas_ReferredPrimaryCaseWorker", "Referred Primary Case Worker",
     "cas_ReferredPrimaryCaseWorker"},
    {"", "Reason for Outgoing Referral", "cas_ReasonForOutgoingReferral"},
    {"cas_OutgoingReferralDate", "Outgoing Referral Date", "cas_OutgoingReferralDate"},
    {"cas_OutgoingReferralDetails", "Outgoing Referral Details", "cas_OutgoingReferralDetails"},
    {"cas_ReasonForCaseClosure", "Reason for Case Closure", "cas_ReasonForCaseClosure"},
};

// Headings that mean a field without spelling it: the workbook's slip, and the contact fields
// that Salesforce has of its own.
constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
    {"victraffickinstatusdecisionmakingorg", "vic_TraffickingStatusDecisionMakingOrg"},
    {"firstname", "prs_FirstName"},
    {"middlename", "prs_MiddleName"},
    {"lastname", "prs_SecondName"},
    {"salutation", "prs_Salutation"},
    {"birthdate", "prs_Birthdate"},
    {"title", "prs_Title"},
    {"email", "prs_Email"},
    {"homephone", "prs_HomePhone"},
    {"mobilephone", "prs_MobilePhone"},
    {"mailingcity", "prs_MailingCity"},
    {"mailingcountry", "prs_MailingCountry"},
    {"mailingcountrycode", "prs_MailingCountry"},
    {"mailingstate", "prs_MailingState"},
    {"mailingstreet", "prs_MailingStreet"},
    {"mailingpostalcode", "prs_MailingPostalCode"},
};

const HtcdsField* named(std::string_view name) {
  const auto found = std::find_if(std::begin(kFields), std::end(kFields),
                                  [name](const HtcdsField& field) { return field.name == name; });
  return found == std::end(kFields) ? nullptr : found;
}

using FieldsByKey = std::map<std::string, const HtcdsField*, std::less<>>;

FieldsByKey make_names() {
  FieldsByKey out;
  for (const HtcdsField& field : kFields)
    out.emplace(heading_key(field.name), &field);
  for (const auto& [key, name] : kAliases)
    out.emplace(key, named(name));
  return out;
}

FieldsByKey make_labels() {
  FieldsByKey out;
  for (const HtcdsField& field : kFields) {
    const auto [at, is_first] = out.emplace(heading_key(field.label), &field);
    if (!is_first)
      at->second = nullptr;  // Two fields have this label: it says nothing.
  }
  for (const LayoutColumn& column : kLayout)
    out[heading_key(column.label)] = named(column.field);
  return out;
}

const HtcdsField* look_up(const FieldsByKey& fields, std::string_view heading) {
  const auto found = fields.find(heading_key(heading));
  return found == fields.end() ? nullptr : found->second;
}

}  // namespace

std::span<const HtcdsField> htcds_fields() {
  return kFields;
}

std::span<const LayoutColumn> excel_layout() {
  return kLayout;
}

std::string heading_key(std::string_view heading) {
  if (heading.ends_with("__c"))
    heading.remove_suffix(3);
  // A group of the survey form, or a package of Salesforce, stands before the name.
  for (const std::string_view before :
       {"prs_", "vic_", "cas_", "con_", "org_", "per_", "hte_", "spl_", "cco_"}) {
    const std::size_t at = heading.rfind(before);
    const bool after_group =
        at != std::string_view::npos && at > 0 &&
        std::string_view("/-_.:").find(heading[at - 1]) != std::string_view::npos;
    if (after_group)
      heading.remove_prefix(at);
  }
  std::string out;
  for (const char letter : heading) {
    if (letter >= 'A' && letter <= 'Z')
      out += static_cast<char>(letter - 'A' + 'a');
    else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
      out += letter;
  }
  return out;
}

const HtcdsField* field_by_name(std::string_view heading) {
  static const FieldsByKey kNames = make_names();
  return look_up(kNames, heading);
}

const HtcdsField* field_by_label(std::string_view heading) {
  static const FieldsByKey kLabels = make_labels();
  return look_up(kLabels, heading);
}

namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    if (blank != 0)
      out.push_back(text.substr(0, blank));
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
  }
  return out;
}

// The list whose codes hold all of these.
const casework::CodeList* list_with(const casework::Vocabulary& vocabulary,
                                    const Meaning& meaning) {
  for (const casework::CodeList& list : vocabulary.code_lists()) {
    const bool all = std::all_of(
        meaning.by_code.begin(), meaning.by_code.end(), [&list](const auto& code_and_fact) {
          return std::any_of(list.codes.begin(), list.codes.end(), [&](const casework::Code& code) {
            return code.htcds == code_and_fact.first;
          });
        });
    if (all)
      return &list;
  }
  return nullptr;
}

}  // namespace

Meanings::Meanings(const casework::Vocabulary& vocabulary) {
  constexpr PlacePart kParts[] = {PlacePart::country, PlacePart::region, PlacePart::city,
                                  PlacePart::street, PlacePart::post_code};
  for (const casework::Fact& fact : vocabulary.facts()) {
    const std::vector<std::string_view> fields = words_of(fact.in.htcds);
    for (std::size_t number = 0; number < fields.size(); ++number) {
      const std::size_t equals = fields[number].find('=');
      Meaning& meaning = by_field_[std::string(fields[number].substr(0, equals))];
      if (equals != std::string_view::npos) {
        meaning.by_code.emplace_back(fields[number].substr(equals + 1), &fact);
        continue;
      }
      meaning.fact = &fact;
      meaning.codes = fact.code_list.empty() ? nullptr : vocabulary.code_list(fact.code_list);
      if (fields.size() == std::size(kParts))
        meaning.part = kParts[number];
    }
  }
  for (auto& [field, meaning] : by_field_) {
    if (!meaning.by_code.empty())
      meaning.codes = list_with(vocabulary, meaning);
  }
}

const Meaning* Meanings::of(std::string_view field) const {
  const auto found = by_field_.find(field);
  return found == by_field_.end() ? nullptr : &found->second;
}

}  // namespace manumit::exchange
