/** English function words, contractions without their apostrophe parts among them, that the package's list has not. */
export const moreEnglishStopWords: readonly string[] = `
  above again against ago almost along already although always among amongst anybody anyone anything anyway anywhere
  around aside away became become becomes behind below beside besides beyond cannot couldn despite didn does doesn
  doing don done down during each either else elsewhere enough even ever every everybody everyone everything everywhere
  except few first further gets getting given gives go goes going gone hadn hasn haven having hence hers herself
  however i'd i'll i'm i've instead isn it's its itself just keep kept last least less let lets likely ll lot lots
  maybe mean means meanwhile mine mostly mustn myself near nearly need needs neither nevertheless next no nobody none nor not
  nothing nowhere off often ok okay once one ones onto others otherwise ought ours ourselves own per perhaps please
  put quite rather re really regarding several shall shouldn sometimes somewhere soon sure t than thanks that's
  theirs themselves thereby therefore though throughout thus together told too toward towards tried try trying twice
  two unless until upon us use used uses using usually various ve via want wants wasn went weren whatever
  when's whenever whereas wherever whether whichever whoever whole whom whose why will within without won wouldn yes
  yet yours yourself yourselves able across actually says said see seen thing things`
  .trim()
  .split(/\s+/)
